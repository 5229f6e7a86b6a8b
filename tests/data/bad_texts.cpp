#include "tests/data/bad_files.h"

#include <QStringEncoder>

namespace callsheet::test {

using namespace Qt::StringLiterals;

namespace {

const QString unicodeSheet = u"name,phone\nZoë Łuk,+442079460001\nIgor Живаго,+442079460002\n"_s;

QByteArray encoded(const QString &text, QStringConverter::Encoding encoding, bool withMark)
{
    QStringEncoder encoder(
        encoding, withMark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::ConvertInitialBom);
    return encoder.encode(text);
}

//! A header and rows of people, a line of their own each, numbered as the sheet numbers them.
QByteArray people(int rows, int oddRow = 0, const QByteArray &odd = {})
{
    QByteArray csv = "phone,name\n";
    for (int row = 2; row < rows + 2; ++row) {
        if (row == oddRow)
            csv += odd + '\n';
        else
            csv += "+4420794600" + QByteArray::number(10 + row) + ",Person " + QByteArray::number(row) + '\n';
    }
    return csv;
}

QByteArray manyColumns(int columns)
{
    QByteArray line = "c0";
    for (int column = 1; column < columns; ++column)
        line += ",c" + QByteArray::number(column);
    return line + "\n1" + QByteArray(columns - 1, ',') + "\n";
}

} // namespace

std::vector<BadFile> badTexts()
{
    return {
        // 1, 2, 3
        holding("empty.csv", ""),
        holding("only_bom.csv", "\xEF\xBB\xBF"),
        holding("only_newlines.csv", "\n\r\n\r\n\n"),
        holding("header_only.csv", "name,phone\n"),
        // 4
        holding("utf8_bom.csv", [] { return encoded(unicodeSheet, QStringConverter::Utf8, true); }),
        holding("utf16le.csv", [] { return encoded(unicodeSheet, QStringConverter::Utf16LE, true); }),
        holding("utf16be_nobom.csv", [] { return encoded(unicodeSheet, QStringConverter::Utf16BE, false); }),
        holding("utf32.csv", [] { return encoded(unicodeSheet, QStringConverter::Utf32LE, true); }),
        // 5
        holding("cp1252_umlauts.csv",
            "name,town\nJ\xFCrgen M\xFCller,K\xF6ln\nS\xF8ren,\xC5rhus\nFran\xE7ois,Orl\xE9"
            "ans\nZo\xEB,\x80 5 \x96 10\n"),
        holding("shift_jis.csv",
            // 名前,電話 / 山田太郎 / 鈴木花子 / 東京都港区 / 大阪市北区
            "\x96\xBC\x91\x4F,\x93\x64\x98\x62\n\x8E\x52\x93\x63\x91\xBE\x98\x59,03-1234-5678\n"
            "\x97\xE9\x96\xD8\x89\xD4\x8E\x71,03-1234-5679\n\x93\x8C\x8B\x9E\x93\x73\x8D\x60\x8B\xE6,03-1234-5670\n"
            "\x91\xE5\x8D\xE3\x8E\x73\x96\x6B\x8B\xE6,06-1234-5671\n"),
        holding("mixed_encodings.csv",
            "name,phone\nZoë,+442079460001\nJürgen,+442079460002\nSøren,+442079460003\nŁukasz,+442079460004\n"
            "J\xFCrgen,+442079460005\nÅsa,+442079460006\nÉmile,+442079460007\n"),
        // 6
        holding("invalid_utf8_overlong.csv",
            "name,phone\nZoë,1\nJürgen,2\nÅsa \xC0\xAF,3\nÉmile,4\nSøren,5\nŁukasz,6\nAnaïs,7\nJosé,8\nRené,9\n"
            "Chloë,10\n"),
        holding("lone_surrogate.csv",
            "name,phone\nZoë,1\nJürgen,2\nÅsa \xED\xA0\x80,3\nÉmile,4\nSøren,5\nŁukasz,6\nAnaïs,7\nJosé,8\nRené,9\n"
            "Chloë,10\nNoël,11\nÖzil,12\nÍñigo,13\n"),
        // 7
        holding("nul_bytes.csv", allOf("phone,name\n+442079460001,Ann\n+442079460002,B\0b\n+442079460003,Cem\n")),
        holding("control_chars.csv",
            "phone,name\n+442079460001,Ann\n+442079460002,B\x1B[31mb\x07\n+442079460003,C\x7F\x08m\n"
            "+442079460004,Dan\tE\n"),
        // 8
        holding("unclosed_quote_at_row_5.csv", people(100, 5, "+442079460015,\"Person 5")),
        holding("unclosed_quote_in_the_last_row.csv", people(4, 5, "+442079460015,\"Person 5")),
        // 9
        holding("quote_in_middle.csv",
            "phone,name\n+442079460001,a\"b\"c\n+442079460002,5\" pipe\n+442079460003,\"Ann\" "
            "Lee\n+442079460004,Bob\n"),
        // 10
        holding("quoted_newlines.csv",
            "phone,name\n+442079460001,\"Ann\nLee\"\n+442079460002,\"Bob\r\n\r\nBrown\"\n+442079460003,\"a \"\"b\"\" "
            "c\"\n"
            "+442079460004,Dan\n"),
        // 11
        holding("mixed_crlf_lf_cr.csv", "phone,name\r\n+442079460001,Ann\n+442079460002,Bob\r+442079460003,Cem"),
        // 12
        holding("semicolon.csv", "phone;name\n1;Ann, B\n2;Bob, C\n"),
        holding("tab.tsv", "phone\tname\n1\tAnn, B\n2\tBob; C\n"),
        holding("pipe.csv", "phone|name\n1|Ann, B\n2|Bob; C\n"),
        holding("sep_line.csv", "sep=;\nphone;name\n1;Ann,B\n2;Bob,C\n"),
        holding("delimiter_in_quotes_only.csv", "name\n\"Lee, Ann\"\n\"Brown, Bob\"\n"),
        // 13
        holding("ragged_rows.csv",
            "phone,name,town\n1,Ann,York\n2,Bob\n3\n4,Dan,Hull,more,and more\n5,,Leeds\n6,Fay,Bath\n"),
        // 14: the limit is what counts; the file of 2 GB stands among the hostile ones
        holding("one_line.csv", [] { return QByteArray("name\n") + QByteArray(17 << 20, 'x'); }),
        // 15
        holding("20000_columns.csv", [] { return manyColumns(20'000); }),
        holding("16384_columns.csv", [] { return manyColumns(16'384); }),
        // 17
        holding("duplicate_headers.csv", "name,phone,Phone,name\nAnn,+442079460001,+442079460002,Lee\n"),
        holding("blank_header.csv", "name,,phone,\nAnn,x,+442079460001,y\nBob,x,+442079460002,\n"),
        holding("header_on_row_7.csv",
            "Spring campaign\n\nBranch,North\nContact,Kim\n\nAll figures as of May\nphone,name,town,note\n"
            "+442079460001,Ann,York,a\n+442079460002,Bob,Hull,b\n+442079460003,Cem,Bath,c\n+442079460004,Dan,Ely,d\n"),
        holding("merged_header.csv",
            ",Home,,Work,\nname,phone,town,phone,town\nAnn,+442079460001,York,+442079460002,Hull\n"
            "Bob,+442079460003,Bath,+442079460004,Ely\n"),
        // 18
        holding("header_lookalikes.csv",
            "Phone\u00A0Number,\u200BName,Due date \u00A0,T\u043Ewn\n+442079460001,Ann,2024-05-31,York\n"),
    };
}

} // namespace callsheet::test
