<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>callsheet::ui::CheckPage</name>
        <message numerus="yes">
            <source>%Ln row(s) will be sent</source>
            <translation>
                <numerusform>%Ln row will be sent</numerusform>
                <numerusform>%Ln rows will be sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) left out</source>
            <translation>
                <numerusform>%Ln row left out</numerusform>
                <numerusform>%Ln rows left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Check %Ln row(s)</source>
            <translation>
                <numerusform>Check %Ln row</numerusform>
                <numerusform>Check %Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You have looked at %Ln of them.</source>
            <translation>
                <numerusform>You have looked at %Ln of them.</numerusform>
                <numerusform>You have looked at %Ln of them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::DoNotCallLine</name>
        <message numerus="yes">
            <source>%Ln number(s)</source>
            <translation>
                <numerusform>%Ln number</numerusform>
                <numerusform>%Ln numbers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>column(s) %1</source>
            <translation>
                <numerusform>column %1</numerusform>
                <numerusform>columns %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cell(s) of it could not be read as phone numbers.</source>
            <translation>
                <numerusform>%Ln cell of it could not be read as a phone number.</numerusform>
                <numerusform>%Ln cells of it could not be read as phone numbers.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::DuplicatesDialog</name>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::FilePage</name>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln column(s)</source>
            <translation>
                <numerusform>%Ln column</numerusform>
                <numerusform>%Ln columns</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln blank row(s) ignored</source>
            <translation>
                <numerusform>%Ln blank row ignored</numerusform>
                <numerusform>%Ln blank rows ignored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln hidden row(s)</source>
            <translation>
                <numerusform>%Ln hidden row</numerusform>
                <numerusform>%Ln hidden rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln hidden row(s) left out</source>
            <translation>
                <numerusform>%Ln hidden row left out</numerusform>
                <numerusform>%Ln hidden rows left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln hidden column(s)</source>
            <translation>
                <numerusform>%Ln hidden column</numerusform>
                <numerusform>%Ln hidden columns</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first %Ln row(s)</source>
            <translation>
                <numerusform>The first row</numerusform>
                <numerusform>The first %Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln question(s) about this sheet wait for your answer.</source>
            <translation>
                <numerusform>A question about this sheet waits for your answer.</numerusform>
                <numerusform>%Ln questions about this sheet wait for your answer.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::LocalData</name>
        <message numerus="yes">
            <source>%Ln person(s) of this run are not sent yet, or their outcome is unknown.</source>
            <translation>
                <numerusform>%Ln person of this run is not sent yet, or their outcome is unknown.</numerusform>
                <numerusform>%Ln people of this run are not sent yet, or their outcome is unknown.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete what is kept of the %Ln row(s) of this run?</source>
            <translation>
                <numerusform>Delete what is kept of the %Ln row of this run?</numerusform>
                <numerusform>Delete what is kept of the %Ln rows of this run?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete what is kept of all runs and their %Ln row(s)?</source>
            <translation>
                <numerusform>Delete what is kept of all runs and their %Ln row?</numerusform>
                <numerusform>Delete what is kept of all runs and their %Ln rows?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) of them are not sent yet, or their outcome is unknown, and nobody can find out from here then. It is forgotten, too, who was queued: a sheet that is sent again calls its people again. %1</source>
            <translation>
                <numerusform>%Ln person of them is not sent yet, or their outcome is unknown, and nobody can find out from here then. It is forgotten, too, who was queued: a sheet that is sent again calls its people again. %1</numerusform>
                <numerusform>%Ln people of them are not sent yet, or their outcome is unknown, and nobody can find out from here then. It is forgotten, too, who was queued: a sheet that is sent again calls its people again. %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::MainWindow</name>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chunk(s) may or may not have been taken by the calling service.</source>
            <translation>
                <numerusform>%Ln chunk may or may not have been taken by the calling service.</numerusform>
                <numerusform>%Ln chunks may or may not have been taken by the calling service.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln changed cell(s)</source>
            <translation>
                <numerusform>%Ln changed cell</numerusform>
                <numerusform>%Ln changed cells</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln skipped row(s)</source>
            <translation>
                <numerusform>%Ln skipped row</numerusform>
                <numerusform>%Ln skipped rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::MatchPage</name>
        <message numerus="yes">
            <source>%Ln variable(s)</source>
            <translation>
                <numerusform>%Ln variable</numerusform>
                <numerusform>%Ln variables</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>&amp;Use all %Ln similar match(es)</source>
            <translation>
                <numerusform>&amp;Use all %Ln similar match</numerusform>
                <numerusform>&amp;Use all %Ln similar matches</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Check %Ln row(s)</source>
            <translation>
                <numerusform>Check %Ln row</numerusform>
                <numerusform>Check %Ln rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::Pasting</name>
        <message numerus="yes">
            <source>%Ln of the copied row(s) are hidden in the program that they come from. Are they to be read?</source>
            <translation>
                <numerusform>%Ln of the copied rows is hidden in the program that it comes from. Is it to be read?</numerusform>
                <numerusform>%Ln of the copied rows are hidden in the program that they come from. Are they to be read?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of the copied cell(s) reach over several rows. Does their text belong to each of these rows, or to the first only?</source>
            <translation>
                <numerusform>%Ln of the copied cells reaches over several rows. Does its text belong to each of these rows, or to the first only?</numerusform>
                <numerusform>%Ln of the copied cells reach over several rows. Does their text belong to each of these rows, or to the first only?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::PracticePanel</name>
        <message numerus="yes">
            <source>Calls as they are played (%Ln person(s) waiting)</source>
            <translation>
                <numerusform>Calls as they are played (%Ln person waiting)</numerusform>
                <numerusform>Calls as they are played (%Ln people waiting)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::ResultsPanel</name>
        <message numerus="yes">
            <source>Ret&amp;ry %Ln refused row(s)…</source>
            <translation>
                <numerusform>Ret&amp;ry %Ln refused row…</numerusform>
                <numerusform>Ret&amp;ry %Ln refused rows…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>&amp;Send %Ln row(s) not sent…</source>
            <translation>
                <numerusform>&amp;Send %Ln row not sent…</numerusform>
                <numerusform>&amp;Send %Ln rows not sent…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::RunPapers</name>
        <message numerus="yes">
            <source>A PDF with the numbers of %Ln people would be too long. Save the receipt as a web page, or without numbers.</source>
            <translation>
                <numerusform>A PDF with the numbers of %Ln people would be too long. Save the receipt as a web page, or without numbers.</numerusform>
                <numerusform>A PDF with the numbers of %Ln people would be too long. Save the receipt as a web page, or without numbers.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) were written to %1.</source>
            <translation>
                <numerusform>%Ln row was written to %1.</numerusform>
                <numerusform>%Ln rows were written to %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::RunView</name>
        <message numerus="yes">
            <source>about %Ln minute(s) left</source>
            <translation>
                <numerusform>about a minute left</numerusform>
                <numerusform>about %Ln minutes left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sending. The last change was %Ln second(s) ago.</source>
            <translation>
                <numerusform>Sending. The last change was %Ln second ago.</numerusform>
                <numerusform>Sending. The last change was %Ln seconds ago.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::RunsModel</name>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) unknown</source>
            <translation>
                <numerusform>%Ln person unknown</numerusform>
                <numerusform>%Ln people unknown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::RunsPage</name>
        <message numerus="yes">
            <source>%Ln run(s)</source>
            <translation>
                <numerusform>%Ln run</numerusform>
                <numerusform>%Ln runs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>&amp;How do you know that the %Ln person(s) of this chunk are in the batch? The note is kept with the run.</source>
            <translation>
                <numerusform>&amp;How do you know that the %Ln person of this chunk is in the batch? The note is kept with the run.</numerusform>
                <numerusform>&amp;How do you know that the %Ln people of this chunk are in the batch? The note is kept with the run.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Up to %Ln person(s) may be called twice.</source>
            <translation>
                <numerusform>Up to %Ln person may be called twice.</numerusform>
                <numerusform>Up to %Ln people may be called twice.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In practice, so nobody is called: for real, up to %Ln person(s) might be called twice.</source>
            <translation>
                <numerusform>In practice, so nobody is called: for real, up to %Ln person might be called twice.</numerusform>
                <numerusform>In practice, so nobody is called: for real, up to %Ln people might be called twice.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Send %Ln person(s) again</source>
            <translation>
                <numerusform>Send %Ln person again</numerusform>
                <numerusform>Send %Ln people again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Send %Ln refused person(s) again, in new chunks?</source>
            <translation>
                <numerusform>Send %Ln refused person again, in new chunks?</numerusform>
                <numerusform>Send %Ln refused people again, in new chunks?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::SendPage</name>
        <message numerus="yes">
            <source>You chose to send nothing until %Ln row(s) with errors are fixed.</source>
            <translation>
                <numerusform>You chose to send nothing until %Ln row with an error is fixed.</numerusform>
                <numerusform>You chose to send nothing until %Ln rows with errors are fixed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) will be called, in practice only</source>
            <translation>
                <numerusform>%Ln person will be called, in practice only</numerusform>
                <numerusform>%Ln people will be called, in practice only</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) will be called</source>
            <translation>
                <numerusform>%Ln person will be called</numerusform>
                <numerusform>%Ln people will be called</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Practise calling %Ln person(s)…</source>
            <translation>
                <numerusform>Practise calling %Ln person…</numerusform>
                <numerusform>Practise calling %Ln people…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Call %Ln person(s)…</source>
            <translation>
                <numerusform>Call %Ln person…</numerusform>
                <numerusform>Call %Ln people…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Practise calling %Ln person(s)?</source>
            <translation>
                <numerusform>Practise calling %Ln person?</numerusform>
                <numerusform>Practise calling %Ln people?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Call %Ln person(s)?</source>
            <translation>
                <numerusform>Call %Ln person?</numerusform>
                <numerusform>Call %Ln people?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Start practising with %Ln person(s)</source>
            <translation>
                <numerusform>Start practising with %Ln person</numerusform>
                <numerusform>Start practising with %Ln people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Start calling %Ln person(s)</source>
            <translation>
                <numerusform>Start calling %Ln person</numerusform>
                <numerusform>Start calling %Ln people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::Sending</name>
        <message numerus="yes">
            <source>Waits until %2 (%Ln second(s) more), then tries chunk %1 again.</source>
            <translation>
                <numerusform>Waits until %2 (%Ln second more), then tries chunk %1 again.</numerusform>
                <numerusform>Waits until %2 (%Ln seconds more), then tries chunk %1 again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::StartPage</name>
        <message numerus="yes">
            <source>%Ln person(s) unknown</source>
            <translation>
                <numerusform>%Ln person unknown</numerusform>
                <numerusform>%Ln people unknown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) not sent</source>
            <translation>
                <numerusform>%Ln person not sent</numerusform>
                <numerusform>%Ln people not sent</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::StepModel</name>
        <message numerus="yes">
            <source>%Ln chunk(s) unknown</source>
            <translation>
                <numerusform>%Ln chunk unknown</numerusform>
                <numerusform>%Ln chunks unknown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>practice</name>
        <message numerus="yes">
            <source>The practice service holds %n batches, and no more fit in. Start it anew, without --data or with another file, to empty it.</source>
            <translation>
                <numerusform>The practice service holds %n batch, and no more fit in. Start it anew, without --data or with another file, to empty it.</numerusform>
                <numerusform>The practice service holds %n batches, and no more fit in. Start it anew, without --data or with another file, to empty it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The practice service is full: it holds %n calls at most. Start it anew, without --data or with another file, to empty it.</source>
            <translation>
                <numerusform>The practice service is full: it holds %n call at most. Start it anew, without --data or with another file, to empty it.</numerusform>
                <numerusform>The practice service is full: it holds %n calls at most. Start it anew, without --data or with another file, to empty it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The practice service is full: its list of numbers that must not be called holds %n entries at most.</source>
            <translation>
                <numerusform>The practice service is full: its list of numbers that must not be called holds %n entry at most.</numerusform>
                <numerusform>The practice service is full: its list of numbers that must not be called holds %n entries at most.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>reading</name>
        <message numerus="yes">
            <source>Read the %Ln hidden row(s)</source>
            <translation>
                <numerusform>Read the hidden row</numerusform>
                <numerusform>Read the %Ln hidden rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>runs</name>
        <message numerus="yes">
            <source>%1 of %Ln chunk(s)</source>
            <translation>
                <numerusform>%1 of %Ln chunk</numerusform>
                <numerusform>%1 of %Ln chunks</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chunk(s) unknown</source>
            <translation>
                <numerusform>%Ln chunk unknown</numerusform>
                <numerusform>%Ln chunks unknown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chunk(s) not sent</source>
            <translation>
                <numerusform>%Ln chunk not sent</numerusform>
                <numerusform>%Ln chunks not sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) of this run may or may not be queued (chunk %1).</source>
            <translation>
                <numerusform>%Ln person of this run may or may not be queued (chunk %1).</numerusform>
                <numerusform>%Ln people of this run may or may not be queued (chunk %1).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) were not sent yet: “Resume” sends them, each once.</source>
            <translation>
                <numerusform>%Ln person was not sent yet: “Resume” sends them, once.</numerusform>
                <numerusform>%Ln people were not sent yet: “Resume” sends them, each once.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>send</name>
        <message numerus="yes">
            <source>%Ln person(s) stood in the batch before this run, so finding them there proves nothing. Look at them in the service's own pages: whoever still waits there will be called and counts as queued; of the others see whether a newer call was added. Then say here what you found.</source>
            <translation>
                <numerusform>%Ln person stood in the batch before this run, so finding them there proves nothing. Look at them in the service's own pages: if they still wait there, they will be called and count as queued; if not, see whether a newer call was added. Then say here what you found.</numerusform>
                <numerusform>%Ln people stood in the batch before this run, so finding them there proves nothing. Look at them in the service's own pages: whoever still waits there will be called and counts as queued; of the others see whether a newer call was added. Then say here what you found.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Looked up in the batch %Ln time(s), the last time on %1: %2; %3.</source>
            <translation>
                <numerusform>Looked up in the batch once, on %1: %2; %3.</numerusform>
                <numerusform>Looked up in the batch %Ln times, the last time on %1: %2; %3.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) are there</source>
            <translation>
                <numerusform>%Ln person is there</numerusform>
                <numerusform>%Ln people are there</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln are not</source>
            <translation>
                <numerusform>%Ln is not</numerusform>
                <numerusform>%Ln are not</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s) are in the batch</source>
            <translation>
                <numerusform>%Ln person is in the batch</numerusform>
                <numerusform>%Ln people are in the batch</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln are not and may be sent again</source>
            <translation>
                <numerusform>%Ln is not and may be sent again</numerusform>
                <numerusform>%Ln are not and may be sent again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %Ln person(s) it cannot be told whether they are there; their chunks stay unknown. Look for them in the service's own pages.</source>
            <translation>
                <numerusform>Of %Ln person it cannot be told whether they are there; their chunk stays unknown. Look for them in the service's own pages.</numerusform>
                <numerusform>Of %Ln people it cannot be told whether they are there; their chunks stay unknown. Look for them in the service's own pages.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of these people are in the batch already, put there by somebody else.</source>
            <translation>
                <numerusform>%n of these people is in the batch already, put there by somebody else.</numerusform>
                <numerusform>%n of these people are in the batch already, put there by somebody else.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n person(s)</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>a pilot of %Ln, then %1</source>
            <translation>
                <numerusform>a pilot of %Ln, then %1</numerusform>
                <numerusform>a pilot of %Ln, then %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) with errors</source>
            <translation>
                <numerusform>%Ln row with errors</numerusform>
                <numerusform>%Ln rows with errors</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln duplicate(s)</source>
            <translation>
                <numerusform>%Ln duplicate</numerusform>
                <numerusform>%Ln duplicates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) skipped by you</source>
            <translation>
                <numerusform>%Ln row skipped by you</numerusform>
                <numerusform>%Ln rows skipped by you</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln queued before</source>
            <translation>
                <numerusform>%Ln queued before</numerusform>
                <numerusform>%Ln queued before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln in the batch already</source>
            <translation>
                <numerusform>%Ln in the batch already</numerusform>
                <numerusform>%Ln in the batch already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of these people were queued in the last 30 days; the last time was %1, in run %2.</source>
            <translation>
                <numerusform>%n of these people was queued in the last 30 days; the last time was %1, in run %2.</numerusform>
                <numerusform>%n of these people were queued in the last 30 days; the last time was %1, in run %2.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %n of them it is not known whether they were.</source>
            <translation>
                <numerusform>Of %n of them it is not known whether they were.</numerusform>
                <numerusform>Of %n of them it is not known whether they were.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n chunk(s) in a row were refused, so the run is paused. Look at the reason before you send the rest.</source>
            <translation>
                <numerusform>%n chunk in a row was refused, so the run is paused. Look at the reason before you send the rest.</numerusform>
                <numerusform>%n chunks in a row were refused, so the run is paused. Look at the reason before you send the rest.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sheet</name>
        <message numerus="yes">
            <source>It is the first visible one of %n sheet(s).</source>
            <translation>
                <numerusform>It is the first visible one of %n sheet.</numerusform>
                <numerusform>It is the first visible one of %n sheets.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The sheet has no table %1: %n table(s) were found. Choose one of them, or read all rows as one.</source>
            <translation>
                <numerusform>The sheet has no table %1: %n table was found. Choose it, or read all rows as one.</numerusform>
                <numerusform>The sheet has no table %1: %n tables were found. Choose one of them, or read all rows as one.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nearly all of the file is valid UTF-8; %n place(s) are not, and their rows are marked.</source>
            <translation>
                <numerusform>Nearly all of the file is valid UTF-8; %n place is not, and its row is marked.</numerusform>
                <numerusform>Nearly all of the file is valid UTF-8; %n places are not, and their rows are marked.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n table(s) stand below one another in this sheet. Which of them is to be read?</source>
            <translation>
                <numerusform>%n table stands in this sheet. Is it to be read?</numerusform>
                <numerusform>%n tables stand below one another in this sheet. Which of them is to be read?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are hidden by a filter. Are they to be read?</source>
            <translation>
                <numerusform>%n row is hidden by a filter. Is it to be read?</numerusform>
                <numerusform>%n rows are hidden by a filter. Are they to be read?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are hidden. Are they to be read?</source>
            <translation>
                <numerusform>%n row is hidden. Is it to be read?</numerusform>
                <numerusform>%n rows are hidden. Are they to be read?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n merged cell(s) reach over several rows. Does their text belong to each of these rows, or to the first only?</source>
            <translation>
                <numerusform>%n merged cell reaches over several rows. Does its text belong to each of these rows, or to the first only?</numerusform>
                <numerusform>%n merged cells reach over several rows. Does their text belong to each of these rows, or to the first only?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ui</name>
        <message numerus="yes">
            <source>These are %n file(s), and a campaign has one spreadsheet. Choose one of them.</source>
            <translation>
                <numerusform>This is %n file, and a campaign has one spreadsheet.</numerusform>
                <numerusform>These are %n files, and a campaign has one spreadsheet. Choose one of them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chunk(s)</source>
            <translation>
                <numerusform>%Ln chunk</numerusform>
                <numerusform>%Ln chunks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::CorrectionsDialog</name>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cell(s)</source>
            <translation>
                <numerusform>%Ln cell</numerusform>
                <numerusform>%Ln cells</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) of it are none of this sheet, or stand there twice, and are left out.</source>
            <translation>
                <numerusform>%Ln row of it is none of this sheet, or stands there twice, and is left out.</numerusform>
                <numerusform>%Ln rows of it are none of this sheet, or stand there twice, and are left out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::FixDialog</name>
        <message numerus="yes">
            <source>%Ln row(s) would change</source>
            <translation>
                <numerusform>%Ln row would change</numerusform>
                <numerusform>%Ln rows would change</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) that can be sent now could not be sent any more.</source>
            <translation>
                <numerusform>%Ln row that can be sent now could not be sent any more.</numerusform>
                <numerusform>%Ln rows that can be sent now could not be sent any more.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) would become ready</source>
            <translation>
                <numerusform>%Ln row would become ready</numerusform>
                <numerusform>%Ln rows would become ready</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::ReplaceDialog</name>
        <message numerus="yes">
            <source>%Ln row(s) would change. These are the first:</source>
            <translation>
                <numerusform>%Ln row would change. This is it:</numerusform>
                <numerusform>%Ln rows would change. These are the first:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::Session</name>
        <message numerus="yes">
            <source>%Ln repair(s) of the template</source>
            <translation>
                <numerusform>%Ln repair of the template</numerusform>
                <numerusform>%Ln repairs of the template</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Skip %Ln Row(s)</source>
            <translation>
                <numerusform>Skip %Ln Row</numerusform>
                <numerusform>Skip %Ln Rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take Back %Ln Row(s)</source>
            <translation>
                <numerusform>Take Back %Ln Row</numerusform>
                <numerusform>Take Back %Ln Rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Send %Ln Row(s) Anyway</source>
            <translation>
                <numerusform>Send %Ln Row Anyway</numerusform>
                <numerusform>Send %Ln Rows Anyway</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Heed Warnings of %Ln Row(s)</source>
            <translation>
                <numerusform>Heed Warnings of %Ln Row</numerusform>
                <numerusform>Heed Warnings of %Ln Rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln number(s) will not be called.</source>
            <translation>
                <numerusform>%Ln number will not be called.</numerusform>
                <numerusform>%Ln numbers will not be called.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: %Ln row(s)</source>
            <translation>
                <numerusform>%1: %Ln row</numerusform>
                <numerusform>%1: %Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 (%Ln Row(s))</source>
            <translation>
                <numerusform>%1 (%Ln Row)</numerusform>
                <numerusform>%1 (%Ln Rows)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take Over %Ln Corrected Row(s)</source>
            <translation>
                <numerusform>Take Over %Ln Corrected Row</numerusform>
                <numerusform>Take Over %Ln Corrected Rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) were written to %1. Mend them there and drop the file on this window: the changes are shown before they are taken over.</source>
            <translation>
                <numerusform>%Ln row was written to %1. Mend it there and drop the file on this window: the changes are shown before they are taken over.</numerusform>
                <numerusform>%Ln rows were written to %1. Mend them there and drop the file on this window: the changes are shown before they are taken over.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln edit(s) could not be found again in the sheet as it is read now, and are gone.</source>
            <translation>
                <numerusform>%Ln edit could not be found again in the sheet as it is read now, and is gone.</numerusform>
                <numerusform>%Ln edits could not be found again in the sheet as it is read now, and are gone.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Repairs of the Template (%Ln Row(s))</source>
            <translation>
                <numerusform>Repairs of the Template (%Ln Row)</numerusform>
                <numerusform>Repairs of the Template (%Ln Rows)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The template “%1” is kept for the next file like this one, with %Ln repair(s).</source>
            <translation>
                <numerusform>The template “%1” is kept for the next file like this one, with %Ln repair.</numerusform>
                <numerusform>The template “%1” is kept for the next file like this one, with %Ln repairs.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln repair(s) of the template cannot be done by this version of the program and are left out.</source>
            <translation>
                <numerusform>%Ln repair of the template cannot be done by this version of the program and is left out.</numerusform>
                <numerusform>%Ln repairs of the template cannot be done by this version of the program and are left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln kind(s) of problem were not there when it was made.</source>
            <translation>
                <numerusform>%Ln kind of problem was not there when it was made.</numerusform>
                <numerusform>%Ln kinds of problem were not there when it was made.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“%1” is as you left it, but for %Ln change(s) that its rows do not bear out any more.</source>
            <translation>
                <numerusform>“%1” is as you left it, but for %Ln change that its rows do not bear out any more.</numerusform>
                <numerusform>“%1” is as you left it, but for %Ln changes that its rows do not bear out any more.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::SpotCheckDialog</name>
        <message numerus="yes">
            <source>%Ln row(s) by chance</source>
            <translation>
                <numerusform>%Ln row by chance</numerusform>
                <numerusform>%Ln rows by chance</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You have looked at %Ln row(s) of those that will be sent.</source>
            <translation>
                <numerusform>You have looked at %Ln row of those that will be sent.</numerusform>
                <numerusform>You have looked at %Ln rows of those that will be sent.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>check</name>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>yesterday</numerusform>
                <numerusform>%n days ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cell(s)</source>
            <translation>
                <numerusform>%Ln cell</numerusform>
                <numerusform>%Ln cells</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::MatchModel</name>
        <message numerus="yes">
            <source>%1, or %Ln other(s)</source>
            <translation>
                <numerusform>%1, or %Ln other</numerusform>
                <numerusform>%1, or %Ln others</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::CleanUpDialog</name>
        <message numerus="yes">
            <source>%Ln of the first values change(s); those come first:</source>
            <translation>
                <numerusform>%Ln of the first values changes; it comes first:</numerusform>
                <numerusform>%Ln of the first values change; those come first:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>match</name>
        <message numerus="yes">
            <source>%n whole value(s) replaced</source>
            <translation>
                <numerusform>%n whole value replaced</numerusform>
                <numerusform>%n whole values replaced</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n column(s) match</source>
            <translation>
                <numerusform>%1 of %n column matches</numerusform>
                <numerusform>%1 of %n columns match</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n column(s) are gone: %1.</source>
            <translation>
                <numerusform>%n column is gone: %1.</numerusform>
                <numerusform>%n columns are gone: %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n column(s) are new: %1.</source>
            <translation>
                <numerusform>%n column is new: %1.</numerusform>
                <numerusform>%n columns are new: %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 and %n more</numerusform>
                <numerusform>%1 and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::RecipeWords</name>
        <message numerus="yes">
            <source>%Ln repair(s) of the template</source>
            <translation>
                <numerusform>%Ln repair of the template</numerusform>
                <numerusform>%Ln repairs of the template</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s)</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln repair(s) of the template do not fit: their variable has no column.</source>
            <translation>
                <numerusform>%Ln repair of the template does not fit: its variable has no column.</numerusform>
                <numerusform>%Ln repairs of the template do not fit: their variables have no column.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln kind(s) of problem were not there when it was made: %1.</source>
            <translation>
                <numerusform>%Ln kind of problem was not there when it was made: %1.</numerusform>
                <numerusform>%Ln kinds of problem were not there when it was made: %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::RecipeDialog</name>
        <message numerus="yes">
            <source>&amp;Change %Ln row(s)</source>
            <translation>
                <numerusform>&amp;Change %Ln row</numerusform>
                <numerusform>&amp;Change %Ln rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::GuardBox</name>
        <message numerus="yes">
            <source>Leave out these %Ln</source>
            <translation>
                <numerusform>Leave this one out</numerusform>
                <numerusform>Leave out these %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Call these %Ln again</source>
            <translation>
                <numerusform>Call this one again</numerusform>
                <numerusform>Call these %Ln again</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>callsheet::ui::Guards</name>
        <message numerus="yes">
            <source>You have practised with %Ln of these people in the last 30 days.</source>
            <translation>
                <numerusform>You have practised with %Ln of these people in the last 30 days.</numerusform>
                <numerusform>You have practised with %Ln of these people in the last 30 days.</numerusform>
            </translation>
        </message>
    </context>
</TS>
