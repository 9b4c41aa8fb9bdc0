pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.Controls
import Clienteling.ViewModels

// What one can answer to two profiles being one, or take back.
Flow {
    id: answers

    required property MergeSheetModel model

    spacing: Theme.space12

    OnDemand {
        wanted: answers.model.mode === "decide"
        visible: wanted
        sourceComponent: Button {
            objectName: "merge.twoPeople"
            width: Math.min(implicitWidth, answers.width)
            text: qsTr("They are two people")
            onClicked: answers.model.refuse("two_people")
        }
    }
    OnDemand {
        wanted: answers.model.mode === "decide"
        visible: wanted
        sourceComponent: Button {
            objectName: "merge.notSure"
            width: Math.min(implicitWidth, answers.width)
            kind: Button.Kind.Quiet
            text: qsTr("Not sure: leave them")
            onClicked: answers.model.refuse("not_sure")
        }
    }
    OnDemand {
        wanted: answers.model.mode === "ask"
        visible: wanted
        sourceComponent: Button {
            objectName: "merge.back"
            width: Math.min(implicitWidth, answers.width)
            kind: Button.Kind.Quiet
            text: qsTr("Somebody else")
            onClicked: answers.model.back()
        }
    }
    OnDemand {
        wanted: answers.model.mine
        visible: wanted
        sourceComponent: Button {
            objectName: "merge.takeBack"
            width: Math.min(implicitWidth, answers.width)
            text: qsTr("Take it back")
            onClicked: answers.model.takeBack()
        }
    }
}
