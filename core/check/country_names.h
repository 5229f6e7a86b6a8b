#pragma once

#include <QString>

namespace callsheet::check {

//! "Netherlands" for "NL".
QString countryName(const QString &country);
//! "the Netherlands" for "NL": the name as it stands in the middle of an English sentence.
QString countryInSentence(const QString &country);
//! The country (two letters) that a cell names: by a code of two or three letters, or by its name in English, in its
//! own languages, or in another widespread one. Empty: none.
QString countryNamed(const QString &cell);

} // namespace callsheet::check
