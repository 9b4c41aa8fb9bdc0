import QtQuick
import Clienteling.ViewModels

Item {
    required property SheetsModel model
}
