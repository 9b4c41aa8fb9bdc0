import QtQuick
import Clienteling.ViewModels

FocusScope {
    required property TodayModel model
}
