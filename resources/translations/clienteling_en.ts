<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ProfileDates</name>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>in %n day</numerusform>
                <numerusform>in %n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CustomersModel</name>
        <message numerus="yes">
            <source>%n customers</source>
            <translation>
                <numerusform>%n customer</numerusform>
                <numerusform>%n customers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EnrolModel</name>
        <message numerus="yes">
            <source>%n minutes left</source>
            <translation>
                <numerusform>%n minute left</numerusform>
                <numerusform>%n minutes left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Events</name>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 and %n more</numerusform>
                <numerusform>%1 and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>%n day ago</numerusform>
                <numerusform>%n days ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n years ago</source>
            <translation>
                <numerusform>%n year ago</numerusform>
                <numerusform>%n years ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Glance</name>
        <message numerus="yes">
            <source>%1 is in %n days</source>
            <translation>
                <numerusform>%1 is in %n day</numerusform>
                <numerusform>%1 is in %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n calls</source>
            <translation>
                <numerusform>%n call</numerusform>
                <numerusform>%n calls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cases open</source>
            <translation>
                <numerusform>%n case open</numerusform>
                <numerusform>%n cases open</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n points now</source>
            <translation>
                <numerusform>%n point now</numerusform>
                <numerusform>%n points now</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n points to %1</source>
            <translation>
                <numerusform>%n point to %1</numerusform>
                <numerusform>%n points to %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n visits</source>
            <translation>
                <numerusform>%n visit</numerusform>
                <numerusform>%n visits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n web orders</source>
            <translation>
                <numerusform>%n web order</numerusform>
                <numerusform>%n web orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Answered %1 of %n messages</source>
            <translation>
                <numerusform>Answered %1 of %n message</numerusform>
                <numerusform>Answered %1 of %n messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Bought %n days ago</source>
            <translation>
                <numerusform>Bought %n day ago</numerusform>
                <numerusform>Bought %n days ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No purchase for %n days</source>
            <translation>
                <numerusform>No purchase for %n day</numerusform>
                <numerusform>No purchase for %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Open for %n days</source>
            <translation>
                <numerusform>Open for %n day</numerusform>
                <numerusform>Open for %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n years</source>
            <translation>
                <numerusform>in %n year</numerusform>
                <numerusform>in %n years</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>usually every %n days</source>
            <translation>
                <numerusform>usually every %n day</numerusform>
                <numerusform>usually every %n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LookupModel</name>
        <message numerus="yes">
            <source>You have asked often within an hour. Ask again in %n minutes.</source>
            <translation>
                <numerusform>You have asked often within an hour. Ask again in %n minute.</numerusform>
                <numerusform>You have asked often within an hour. Ask again in %n minutes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MergeSheetModel</name>
        <message numerus="yes">
            <source>%n purchases, last %1</source>
            <translation>
                <numerusform>%n purchase, last %1</numerusform>
                <numerusform>%n purchases, last %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Messaging</name>
        <message numerus="yes">
            <source>%n messages noted as sent</source>
            <translation>
                <numerusform>%n message noted as sent</numerusform>
                <numerusform>%n messages noted as sent</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MessagingList</name>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>%n chosen</numerusform>
                <numerusform>%n chosen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettingsModel</name>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n seconds</source>
            <translation>
                <numerusform>%n second</numerusform>
                <numerusform>%n seconds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SignInModel</name>
        <message numerus="yes">
            <source>%n follow-ups today</source>
            <translation>
                <numerusform>%n follow-up today</numerusform>
                <numerusform>%n follow-ups today</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Too many wrong PINs. Try again in %n seconds.</source>
            <translation>
                <numerusform>Too many wrong PINs. Try again in %n second.</numerusform>
                <numerusform>Too many wrong PINs. Try again in %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message numerus="yes">
            <source>%n saved things are on their way again</source>
            <translation>
                <numerusform>%n saved thing is on its way again</numerusform>
                <numerusform>%n saved things are on their way again</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SyncModel</name>
        <message numerus="yes">
            <source>%n more that hangs on it goes along</source>
            <translation>
                <numerusform>%n more that hangs on it goes along</numerusform>
                <numerusform>%n more that hang on it go along</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Offline · %n saved here</source>
            <translation>
                <numerusform>Offline · %n saved here</numerusform>
                <numerusform>Offline · %n saved here</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n days</source>
            <translation>
                <numerusform>Oldest %n day</numerusform>
                <numerusform>Oldest %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n hours</source>
            <translation>
                <numerusform>Oldest %n hour</numerusform>
                <numerusform>Oldest %n hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n minutes</source>
            <translation>
                <numerusform>Oldest %n minute</numerusform>
                <numerusform>Oldest %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TodayModel</name>
        <message numerus="yes">
            <source>%1 in %n days</source>
            <translation>
                <numerusform>%1 in %n day</numerusform>
                <numerusform>%1 in %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n d</source>
            <translation>
                <numerusform>%n d</numerusform>
                <numerusform>%n d</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No contact by you for %n days</source>
            <translation>
                <numerusform>No contact by you for %n day</numerusform>
                <numerusform>No contact by you for %n days</numerusform>
            </translation>
        </message>
    </context>
</TS>
