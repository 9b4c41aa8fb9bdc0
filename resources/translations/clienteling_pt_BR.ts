<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
    <context>
        <name>BookSheet</name>
        <message>
            <source>Client book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Take out of my book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add to my book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nobody looks after this customer yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>I am the primary seller</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Button</name>
        <message>
            <source>Working</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ConnectionButton</name>
        <message>
            <source>Online</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Slow connection</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Offline</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ConsentIcons</name>
        <message>
            <source>E-mail</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>message</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>phone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 allowed</source>
            <extracomment>%1 is e-mail, message or phone.</extracomment>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 refused</source>
            <extracomment>%1 is e-mail, message or phone.</extracomment>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 not asked</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ConsentSheet</name>
        <message>
            <source>Consent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What for</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>By which means</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Yes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The customer says</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Yes, you may</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No, please do not</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ContactSheet</name>
        <message>
            <source>Correct contact</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>New contact</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kind</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Label (work, home ...)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>CustomerFilterSheet</name>
        <message>
            <source>Filters</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Show</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Client book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Loyalty tier</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Birthday in</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Only with an open follow-up</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>CustomerFilters</name>
        <message>
            <source>My book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Filters, %1 set</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Filters</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>CustomerList</name>
        <message>
            <source>Customers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name, phone, e-mail, card</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Search customers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Results</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Search everyone</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Customers</name>
        <message>
            <source>Choose a customer to see what is worth knowing.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>DatePart</name>
        <message>
            <source>Day</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Month</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Year</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>DateSheet</name>
        <message>
            <source>Important date</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What is it?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>When</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Whose, or what for</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>EnrichmentSheet</name>
        <message>
            <source>Save</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Offline. It is saved here and leaves as soon as it can.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Saved here first, then sent to head office.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>EnrolDownload</name>
        <message>
            <source>First download</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>EnrolForm</name>
        <message>
            <source>Head office's address</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Asking head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Set up</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>EnrolWords</name>
        <message>
            <source>The download has stopped</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Set up this tablet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fetching your customers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What is here stays here. It goes on where it stopped.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>IT or head office gives you an address and a code for this store. The code works once.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>You can switch the tablet off: it goes on where it stopped.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Clear %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>FilterRow</name>
        <message>
            <source>%1, %2</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>FollowUpSheet</name>
        <message>
            <source>Change follow-up</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What is to be done</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>When</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In a week</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In a month</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Day</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Who does it</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>GlanceRow</name>
        <message>
            <source>%1. %2</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>LanguagePicker</name>
        <message>
            <source>Language</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Clienteling</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NavRow</name>
        <message>
            <source>%1, %2</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NavigationItems</name>
        <message>
            <source>Sections</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Customers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>New</source>
            <extracomment>The section that adds a new customer.</extracomment>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sync</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Store</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NewCustomer</name>
        <message>
            <source>New customer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NewCustomerConsents</name>
        <message>
            <source>May we send you offers and news?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Yes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1: yes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1: no</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NewCustomerForm</name>
        <message>
            <source>Name, as they give it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Birthday (the year may stay open)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add to my book</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NewCustomerLikely</name>
        <message>
            <source>Is it one of these?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nobody like this yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>While you type, customers we already know appear here.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It is this one</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It is this one: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not this one: %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NoteHints</name>
        <message>
            <source>From your note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ticked ones are saved too. Tap to change.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NoteReminderMenu</name>
        <message>
            <source>Tomorrow</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In a week</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In a month</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No reminder</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NoteSheet</name>
        <message>
            <source>Quick note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What the customer says, in their words</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Remind me</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Who sees it</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>PinDots</name>
        <message>
            <source>%1 of %2 digits</source>
            <extracomment>%1 digits of a PIN that has %2.</extracomment>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>PinPad</name>
        <message>
            <source>Delete the last digit</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>PreferenceSheet</name>
        <message>
            <source>Preference</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What is it about?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tap to save</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Something else</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Value</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProductTile</name>
        <message>
            <source>%1, %2</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Profile</name>
        <message>
            <source>Try again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open the joined profile</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Back to the customers</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileActions</name>
        <message>
            <source>Quick note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Message</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>More to add</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileBack</name>
        <message>
            <source>Back to the customers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Customers</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileChips</name>
        <message>
            <source>Preferences</source>
            <comment>heading: likes and sizes</comment>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add a preference</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 more</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No sizes or tastes yet. Ask for one today.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileCloset</name>
        <message>
            <source>Closet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing from us yet. The first purchase will stand here.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileClosetStrip</name>
        <message>
            <source>Closet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Closet, %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing from us yet. The first purchase will stand here.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileConsentCell</name>
        <message>
            <source>%1, %2: %3</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileConsents</name>
        <message>
            <source>Consents</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Record an answer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A no counts at once, on every channel it was said for. Every answer stays in the history.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileDates</name>
        <message>
            <source>Important dates</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add an important date</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No date yet. A birthday is a good reason to call.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nobody around this customer is known yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Write it in a note</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileDetail</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>To decide</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileDetails</name>
        <message>
            <source>Contact</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add a phone, e-mail or address</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No way to reach this customer is known yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Person</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not known yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Client book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Change</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Change the client book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In nobody's client book yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Loyalty</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not a member of the loyalty programme.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Numbers and accounts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No source has given this customer a number.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 points to %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Also looks after</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Card</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Due %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Late since %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next tier</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Points</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Primary seller</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Programme</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Take %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>nothing</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileEvent</name>
        <message>
            <source>Unfolded</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileEventWords</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Take this note back</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileFilters</name>
        <message>
            <source>Show everything</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Quick note</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileGlance</name>
        <message>
            <source>At a glance</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing stands out yet. What you learn today will stand here.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileGroup</name>
        <message>
            <source>Add: %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileHeader</name>
        <message>
            <source>%1 to decide</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Overview</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Closet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Preferences</source>
            <comment>tab</comment>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dates</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consents</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Details</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileLatest</name>
        <message>
            <source>Timeline</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing has happened yet. A first note begins the story.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileMenu</name>
        <message>
            <source>Preference or size</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Important date</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phone, e-mail or address</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tag</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Client book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add to my client book</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileMessage</name>
        <message>
            <source>Message</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note the contact</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tap a number or address to copy it. When you have written or called, note it here.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What it was about</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In a few words, if you like</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Allowed, but no e-mail address is known.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Allowed, but no phone number is known.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Call noted</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Message noted</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not asked yet. Ask first, then write.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Refused.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Refused: %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfilePast</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfilePopover</name>
        <message>
            <source>Record an answer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Change</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfilePreferences</name>
        <message>
            <source>Head office has not said yet which preferences are worth knowing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Quick note</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileProposal</name>
        <message>
            <source>%1: which one is right?</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileProposals</name>
        <message>
            <source>To decide</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileTags</name>
        <message>
            <source>Tags</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No tags yet.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileTasks</name>
        <message>
            <source>Open follow-ups</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add a follow-up</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Done: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing is open.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileTimeline</name>
        <message>
            <source>Timeline</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Cart and wishes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Contact</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Everything</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-ups</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note taken back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Notes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing has happened yet. A first note begins the story.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing of this kind so far.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Purchases</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Service</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileWay</name>
        <message>
            <source>%1, copied</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1: copy %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ask and record the answer</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProgressBar</name>
        <message>
            <source>Progress</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1, %2 percent</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Seller %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message>
            <source>%1, %2 waiting</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search customers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Clear search</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SelectField</name>
        <message>
            <source>%1, %2</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SellerTile</name>
        <message>
            <source>%1, %2</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Settings</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Hand over to another seller</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dark colours</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reduce motion</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Text size</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SettingsAbout</name>
        <message>
            <source>About</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Clienteling %1, Apache License 2.0</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Typeface Manrope, SIL Open Font License 1.1. Icons Phosphor, MIT. Qt for Python, LGPL 3.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>Close</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SignInPin</name>
        <message>
            <source>I forgot my PIN</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SignInTile</name>
        <message>
            <source>Demo PIN %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SignInTiles</name>
        <message>
            <source>Head office has not named any sellers for this store yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The names of the sellers could not be read.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sellers</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Skeleton</name>
        <message>
            <source>Loading</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Switch</name>
        <message>
            <source>%1, %2</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SyncBack</name>
        <message>
            <source>Sync</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Back to Sync</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SyncCentre</name>
        <message>
            <source>What is waiting could not be read. Nothing is lost.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SyncConflict</name>
        <message>
            <source>Your tablet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ask later</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open profile</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The other value stays in the history.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SyncGroups</name>
        <message>
            <source>Sync</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1, %2, %3</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Exchanging with head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sync now</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SyncItems</name>
        <message>
            <source>Next</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SyncRejected</name>
        <message>
            <source>Fix and send again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Send again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open profile</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Tabs</name>
        <message>
            <source>Tabs</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TagSheet</name>
        <message>
            <source>Tag</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>New tag</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Already there</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TimelineRow</name>
        <message>
            <source>%1, %2</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Undo</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ToastButton</name>
        <message>
            <source>%1  %2 s</source>
            <extracomment>%1 is Undo, %2 the seconds that are left.</extracomment>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayAbove</name>
        <message>
            <source>What is due today could not be read. Nothing is lost.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayHeader</name>
        <message>
            <source>Overdue</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next 7 days</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Purchase</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Contact</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consents</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayMenu</name>
        <message>
            <source>Tomorrow</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In a week</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In a month</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not needed any more</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Somebody else looks after it</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayReasons</name>
        <message>
            <source>%1 %2</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodaySwipe</name>
        <message>
            <source>Not needed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayTask</name>
        <message>
            <source>Purchase %1 · Contact %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1, %2, last purchase %3, last contact %4, %5</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Done: %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayTasks</name>
        <message>
            <source>To do</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fold the next 7 days</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next 7 days</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayTitle</name>
        <message>
            <source>Today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Find customer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Seller %1, settings</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayVisit</name>
        <message>
            <source>%1, %2, %3</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayVisits</name>
        <message>
            <source>Appointments</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>AppContext</name>
        <message>
            <source>That did not work. Nothing you typed is lost. Please try again.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>BookSheetModel</name>
        <message>
            <source>Added to your client book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Taken out of your client book</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ConsentSheetModel</name>
        <message>
            <source>%1 allowed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 refused</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose what the customer said: yes or no.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>May we invite you to events this way?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>May we reach you this way about your orders and repairs?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>May we send you offers and news this way?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>May we use what you bought to advise you personally, and reach you this way?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Now: %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ContactSheetModel</name>
        <message>
            <source>%1 corrected</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 saved</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Contact removed</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>CustomersModel</name>
        <message>
            <source>%1 of %2 in my book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 of %2 in the store book</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>%n customers</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Any consent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Any month</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Any tier</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>E-mail allowed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Messages allowed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>My book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No one by that name yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note: “%1”</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phone allowed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Store book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Your client book is empty so far</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>bought %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no purchase yet</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>DateSheetModel</name>
        <message>
            <source>%1 saved</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Date removed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type day and month; the year may stay open.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>EnrolModel</name>
        <message>
            <source>%1 of %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 of %2 entries</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>%n minutes left</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Head office is preparing the download</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type head office's address. IT has it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the one-time code for this tablet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Events</name>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>what was bought, price</comment>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1, dissatisfied (%2 of 10)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1, not fully satisfied (%2 of 10)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1, satisfied (%2 of 10)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1, still open</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Another version: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Answered a survey</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Answered a survey: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Appointment cancelled: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Appointment: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Bought from the web cart: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Came by: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Came to the store</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Contact</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Did not come: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Due %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Emptied the web cart: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up dismissed: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up done: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Followed a newsletter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Followed the newsletter: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Gave back: %1, %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In store</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left in the web cart: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Looked around online</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Message</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Newsletter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Newsletter sent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Newsletter sent: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note, for me alone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note, for the whole company</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>On the wishlist: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Opened a newsletter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Opened the newsletter: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Order %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outcome: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phone call</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phone call: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Replied</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Replied: “%1”</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Service</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Solved %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Store %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Viewed %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Visited the web shop</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>We wrote</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>We wrote: “%1”</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Web</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>given back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>not yet paid</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>refunded</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Failures</name>
        <message>
            <source>A file of this tablet is damaged.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Another copy of the app is using these files. Close it and try again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office cannot be reached. Check the network and that the address is right.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office does not understand this tablet. Update whichever of the two is older.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office has seen a newer state of this tablet: it was copied or set back. Ask head office to enrol it again; nothing saved is lost.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office is busy. It is tried again by itself.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office is older than this app. What you saved waits here until head office is updated.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office no longer accepts this tablet. Ask head office to enrol it again; nothing saved is lost.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office was restored or replaced. The customers are downloaded again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Stopped. What was complete is kept, and it goes on from there.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The certificate of this address is not trusted. Check the address and the date of this tablet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The disk of this tablet is full. Nothing is lost, but nothing more can be saved until there is room.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The downloaded customers are damaged and must be downloaded again. What you saved here is safe.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The exchange with head office did not work. It is tried again by itself.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The tablet could not read or write its files. Restart the app; if it stays, call support.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>These files were written by a newer version of the app. Install that version again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This app is too old for head office. Update it; nothing saved is lost.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This code is not right, was used before or is too old. Ask head office for a new one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This customer is not on this tablet. Search again, or sync.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This installation cannot encrypt its files, so it does not start. Install the app again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is no longer among what was sent back.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is no longer on this tablet. It may have been moved or removed at head office.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is no longer there.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is not an address of a head office. Type it as you were given it, such as headoffice.example.com.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is too much to save at once. Save it in two parts.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This seller is not on this tablet. Sync, or ask head office.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This tablet is not enrolled yet. Enrol it with a code from head office.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This tablet is not enrolled yet. Type head office's address and a code.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This was decided already.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What answers at this address is not a head office. Check the address, and whether this network asks to sign in first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What head office sent arrived damaged. Nothing of it was used; it is asked for again by itself.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What waits for head office cannot be read. Do not reinstall the app: call support, it can be recovered.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>FieldSheetModel</name>
        <message>
            <source>%1 saved</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <source>Company</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Family name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Form of address</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Gender</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Given name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Home store</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Occupation</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>FollowUpSheetModel</name>
        <message>
            <source>Choose the day it is due.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up saved</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n years ago</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Glance</name>
        <message numerus="yes">
            <source>%1 is in %n days</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>%1 is today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 is tomorrow</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 may be running out</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>%1 now, %n points</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n calls</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cases open</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n points to %1</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n visits</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n web orders</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Allergy: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>Answered %1 of %n messages</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Best %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>Bought %n days ago</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Buys with us in store, not online</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Buys with us online, not in store</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>He told us %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Her %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>His %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In her web cart: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In his web cart: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In the web cart: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Last purchase %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Last: %1, %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>No purchase for %n days</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Noted %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open complaint: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>Open for %n days</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Reach her %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reach him %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>She told us %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Since today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Told %1 %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Told us %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a colleague</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>after %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>at head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>at the service desk</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>by e-mail</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>by message</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>by phone</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>in %n years</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>in stock here</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>in store</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>in the data we took over</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>in the newsletter form</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>in the web shop</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>never a purchase in store</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>never a web order</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no calls</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no purchase in store since %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no web order since %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>not in stock here</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>size %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>size %1 in stock here</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>size %1 not here</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>usually every %n days</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Languages</name>
        <message>
            <source>Arabic</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Basque</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Catalan</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dutch</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>English</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>French</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Galician</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>German</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Italian</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Korean</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Portuguese</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Russian</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Spanish</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NewCustomerModel</name>
        <message>
            <source>New customer saved</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not known</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>same birthday</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>same e-mail</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>same loyalty card</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>same name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>same phone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>similar name</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>NoteSheetModel</name>
        <message>
            <source>My store</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note saved</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Only me</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The whole company</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>PreferenceSheetModel</name>
        <message>
            <source>%1 %2 saved</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileModel</name>
        <message>
            <source>%1 size %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A store that is not known here</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up done</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>New value taken</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This customer is no longer on this tablet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This profile was joined with another one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Value kept</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProfileWords</name>
        <message>
            <source>%1 %2</source>
            <comment>day and month, year</comment>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 is her seller</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 is his seller</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 is the seller</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Asked in store</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Assistant</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Brother or sister</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Buying</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Call with the service desk</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Child</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Confirmation asked by e-mail</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Father</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Friend</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Getting in touch</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head-office number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Home store %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Imported</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Loyalty card</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>More</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mother</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Paper form</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Partner</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Same household</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Signed on the tablet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sizes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Social handle</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Speaks %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Spoken</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Spouse</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Taste</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Till number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>To be careful with</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Unsubscribe link</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Web account</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Web form</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Wedding anniversary</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ProvenanceModel</name>
        <message>
            <source>%1 removed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Another value waits for a decision</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Asked for confirmation</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Refused</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>until %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>wording %1</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Rejections</name>
        <message>
            <source>A card</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A customer needs a name. Type the name as they give it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A field is not known here. Update this tablet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A new customer needs a name. Type the name as they give it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>An identifier has the wrong shape. Update this tablet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Another change has this identifier already. Make the change again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office cannot store one of these values. Type it again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The address</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The e-mail address</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The follow-up</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The follow-up needs a few words. Write what is to be done.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The label</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The outcome</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The phone number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The preference</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The reason</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The tag</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The text</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no preference to save yet. Choose or type one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no tag to save yet. Type a word.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is nothing in the note yet. Write a few words.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is nothing to save yet. Type the address.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This change is damaged. Make it again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This contact is no longer there. Add it as a new one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This customer is not one of this store. Ask head office to share them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This day does not exist in that month. Check day, month and year.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is a card number. Card numbers are not kept here.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is not a day. Choose one from the calendar.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is not a phone number. Type 5 to 15 digits, no letters.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is not an e-mail address. It needs a name, an @ and a domain.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This kind of change is not known here. Update this tablet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This seller is not known at head office. Choose another one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This store is not known at head office. Choose another one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This text</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This was already created. Nothing more needs to be done.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This was saved by a version of the app that is too old. Update the app.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Too many changes belong together. Save fewer at once.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What this changes does not exist. It may have been erased.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Whoever saved this does not work in this store (any more). Ask head office.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{0} does not change a {1}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{0} has {1} characters; at most {2} fit. Shorten it or split it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{0}: this choice is not offered. Pick one of the list.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>SignInModel</name>
        <message>
            <source>%1, your PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>%n follow-ups today</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Ask your store manager: a new PIN is set at head office.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Good afternoon. Who is serving?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Good evening. Who is serving?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Good morning. Who is serving?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office adds new colleagues. Your name stands here after the next sync.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Manager</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing due today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Signing in did not work. Please try again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Somebody else</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tap your name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This PIN is not right. Try again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>Too many wrong PINs. Try again in %n seconds.</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SyncModel</name>
        <message>
            <source>%1 kept</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1, quick note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1, seller</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All received</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>And %n more</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a value</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Delivered today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Everything is sent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Exchanging with head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fix and send again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It stays here until you have asked</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Just now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No open questions</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not yet exchanged with head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing came back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing is waiting. Head office has every word.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing was delivered today yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing was sent back.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing yet today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Offline</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>Offline · %n saved here</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Offline. Everything works, nothing is lost.</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n days</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n hours</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n minutes</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Online, last sync %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sent again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sent back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Slow connection. Everything works, nothing is lost.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is nothing to decide.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>To be asked later</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>To decide</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Two values for one field</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Two values, you and %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Waiting to send</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Which %1 is right?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>changed in two places</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>changed in two places within a day</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>changed in two places within an hour</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>to be asked later</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TagSheetModel</name>
        <message>
            <source>Tag saved</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>ToastModel</name>
        <message>
            <source>Undone</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>TodayModel</name>
        <message numerus="yes">
            <source>%1 in %n days</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>%1 should be used up by now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>%1 tomorrow</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>%n d</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Back on %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Bought %1, %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Complaint open</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Complaint open: %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dismissed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Done, well looked after</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Everything</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep in touch</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left %1 in the web cart, %2</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left a cart</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>My follow-ups</source>
            <translation type="unfinished"></translation>
        </message>
        <message numerus="yes">
            <source>No contact by you for %n days</source>
            <translation type="unfinished">
                <numerusform></numerusform>
                <numerusform></numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is due for this reason.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing is due. A good moment to say hello to somebody in your book.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Replenishment</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say thanks</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Special dates</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>You have not been in touch yet</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>A former seller</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Added to client book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Address</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Anniversary</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Another</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>By e-mail</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>By message</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>By phone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Child's birthday</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Contact corrected</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Contact noted</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Contact removed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Customer without a name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Day</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Decision</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Details</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Expired, ask again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Female</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up changed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up dismissed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up done</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Follow-up opened again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Gold</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Head office</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Important date</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Important date removed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Imported</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In store</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In store %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Invitations</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Label</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Male</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Month</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>New</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>New contact</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>New customer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Newsletter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not asked</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not told</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note changed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note removed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Offers and news</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Personal advice</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phone call</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Platinum</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Post</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Preference</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Preference removed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Refused</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Removed from client book</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Service</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Service desk</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Silver</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Social handle</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tag</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tag removed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Text</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Text message</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The customer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Till</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Value</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Waiting for confirmation</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Web account %1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Web shop</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Wedding</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>WhatsApp</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Year</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
</TS>
