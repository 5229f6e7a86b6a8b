#include "app/cli/help.h"

#include <QCoreApplication>

namespace callsheet::app {

QString helpText()
{
    return QCoreApplication::translate(
        "cli", R"(callsheet-cli: checks a spreadsheet of contacts and sends it to a batch-call service, exactly once.

  callsheet-cli inspect FILE [--json]
        Format, sheets, encoding, separator, header row, rows and columns, and why.
  callsheet-cli export FILE --to OUT.csv|OUT.xlsx
        The table as read: header row, then the data rows, all text.
  callsheet-cli check FILE --variables SET.json [--mapping M.json] [--country CC] [--report OUT.csv|.xlsx|.jsonl] [--json]
        Checks every row and says what is wrong with which.
  callsheet-cli send FILE --variables SET.json [--mapping M.json] [--country CC] --batch ID
        (--connection NAME | --url URL --key-file F [--bearer-file F] [--reference-key KEY] | --practice)
        [--chunk-size N] [--pilot N] [--yes] [--again] [--json]
        Sends the good rows in chunks of at most 1000. --practice uses the built-in practice service: nobody is called.
        --pilot N sends N people first and holds the rest; --again sends a file that was sent to the batch before, and
        people who were queued in the last 30 days or, where a token lets us look, are in the batch already; without it
        they are left out. --reference-key KEY gives every record a mark of its chunk, by which it is looked up. Ctrl+C stops after the chunk under way, twice at once.
  callsheet-cli runs [--confirm-journal] [--json]
        --confirm-journal: the journal was found changed or older than the last run, and you have looked the runs up.
  callsheet-cli runs --delete-local-data RUN|all [--yes]
        Deletes what is kept of a run's people, or of all. --yes also while somebody is not sent or unknown. After one run
        its people are still recognised for 30 days, by keyed hashes of their numbers; after all of them nobody is.
  callsheet-cli runs [--keep-days N] [--key-place keychain|file|session] [--new-key]
        Numbers and names are kept encrypted for N days (30) after they were sent; 0: until it is final who is queued.
        The key is in the keychain, or in a file of the profile where there is none; session: it is kept nowhere, and
        what was sent cannot be sent again later. --new-key begins with a new one where the old one cannot be reached.
  callsheet-cli run show ID [--chunk N] [--json]
        --chunk N: what was sent of that chunk and what came back, try by try, without keys and without anybody's data.
  callsheet-cli run retry ID [--not-sent|--refused|--find-bad-rows] [--key-file F] [--bearer-file F] [--reference-key KEY]
        [--json]
        Sends what provably was not sent, or the refused chunks as new ones. Never what may have been taken.
        --find-bad-rows sends refused chunks in halves, and those again, until the rows stand alone that are refused.
  callsheet-cli run settle ID [--bearer-file F [--reference-key KEY] | --queued | --not-queued | --queued-rows 2-10,15] [--chunk N] [--note TEXT] [--json]
        Asks the service who of the chunks of unknown outcome is queued: that needs a Bearer token, and takes minutes for
        people who are not there. Without one, lists whom to look for; the other options record what a person found.
  callsheet-cli run receipt ID [--to OUT.html] [--with-numbers]
        What was sent, when and by whom, and what came of it, as a web page (stdout without --to; the window makes a PDF
        of it). Phone numbers are masked unless --with-numbers is given.
  callsheet-cli run export ID --group all|queued,refused,unknown,notSent,leftOut --to OUT.csv|OUT.xlsx [--masked]
        The people of these groups with what became of each, and their values as they were sent.
  callsheet-cli practice [--port N] [--faults PLAN.json] [--variables SET.json] [--pace CALLS_PER_S] [--log FILE.jsonl]
        [--data FILE] [--seed N] [--mix completed=70,noAnswer=15,busy=10,failed=5] [--edition callData|call_data,apiKey|bearer]
        [--tls good|expired|not-yet-valid|wrong-name|self-signed|old-version] [--proxy]
        [--listen ADDRESS (--token T | --token-file F)]
        The practice service on this computer; prints one line with its address and keys, then serves until it is ended.
        --data keeps what it knows in a file; --mix says how calls end, the same for the same --seed; --edition takes only
        one name of the array and one credential. GET /practice/log says what arrived, GET /practice/truth who is queued.
        --tls speaks HTTPS; the line then has the authority to trust as authorityPem. --proxy also answers as a proxy of
        this computer. --listen lets other computers in, whose every request bears the token as X-Practice-Token.

Reading options wherever FILE stands; what is not given is found out by looking at the file:
  --sheet NAME|N              by its name, or its number from 1
  --header-row N|none         the row of the sheet that names the columns
  --header-rows N             how many rows name the columns together, from that row on
  --table N|all               of several tables below one another in the sheet; all: its rows are one table
  --hidden-rows read|leave-out      rows that the sheet hides
  --merged-cells repeat|first       whether every row of a merged cell has its text, or the first only
  --encoding NAME  --separator C|TAB (one to four characters)  --quote C|none
  --escape doubled|backslash|none   how a quote stands inside quotes of a text table
  --line-end any|lf|crlf|cr         what ends a row of a text table
  Several tables, hidden rows and merged cells are a person's decision: while one of them is open, send refuses and
  names the option that answers; inspect, check and export go on with every row and say so.
Profile: --profile DIR moves the journal and the settings.

JSON (stable):
  inspect  {"format","sheets":[{"name","rows","columns","hidden"}],"sheet","encoding","separator","quote","escape",
            "lineEnd","headerRow","headerRows","header":[…],"tables":[{"headerRow","lastRow"}],"table","rows","columns",
            "blankRows","damagedRows","hiddenRows","filtered","hiddenColumns":["C",…],"mergedAreas",
            "questions":["severalTables","hiddenRows","mergedCells"],"why":{…}}
            rows are data rows below the header; escape and lineEnd are empty for workbooks; table 0: all rows are one
  check    {"rows","ready","warnings","errors","duplicates","blankRequired",
            "problems":[{"row","column","variable","code","severity","value","message"}],
            "hints":[{"code":"defaultCountry","verdict":"offer|several|mixed","chosen","country","failing","wouldBeValid",
            "readDifferently","lost","message"}]}
            ready + warnings + errors = rows; duplicates and blankRequired are among the errors; a hint says that another
            --country than the chosen one explains numbers that are not valid
  send     one object a line: {"event":"started","run"}, {"event":"chunk","number","rows":[first,last],"count","state",
            "accepted","tries","message"} at every change of a chunk, and last {"event":"finished","run","ledger":{"rows",
            "leftOut","folded","queued","refused","notSent","unknown"}}; rows is the sum of the others
  states   waiting sending accepted refused notSent unknown replaced

Exit codes:
  0 all went well                      5 the credentials were refused
  1 rows were left out or refused      6 the service cannot be reached, nothing was sent
  2 wrong usage                        7 stopped by you
  3 the file cannot be read            8 the journal cannot be written, nothing was sent
  4 some outcomes are unknown)");
}

} // namespace callsheet::app
