import QtQuick
import Clienteling.ViewModels

FocusScope {
    required property NewCustomerModel model
}
