import QtQuick
import Clienteling.ViewModels

FocusScope {
    required property AppModel app
    required property bool landscape
}
