#pragma once

#include <QString>

#include <cstdint>

namespace callsheet::match {

//! A heading for comparing: folded, and without the blanks between its words ("Phone No." and "phone_no" meet here).
QString comparable(const QString &heading);

//! One idea that words of a heading stand for, whatever the language.
enum class Idea : std::uint8_t {
    Nothing, // a word that says nothing by itself: "the", "your", "main", "1"
    Phone,
    Fax,
    Email,
    Name,
    ContactPerson, // the name of whoever speaks for a company
    FirstName,
    LastName,
    First, // "first", which may be that of a name
    Last,
    Middle,
    Full,
    Company,
    City,
    State,
    Postcode,
    Country,
    Street,
    Address,
    Date,
    Time,
    Zone,
    TimeZone,
    Due,
    Order,
    Appointment,
    Birth,
    Created,
    Amount,
    Cost, // what something costs whoever keeps the sheet; an amount beside a word that says of what
    Value, // an amount, or what stands in a cell
    Account,
    Customer,
    Contact,
    Human, // patient, member, guest: whoever is called
    Holder,
    Number,
    Id,
    Code,
    Invoice,
    Contract,
    Delivery,
    Expiry,
    Status,
    Type,
    Owner,
    Source,
    Notes,
    Language,
    Title,
    Job,
    Gender,
    Website,
    Product,
    Priority,
    Currency,
    Home,
    Work,
    Other, // the second of two
    Shipping,
    Relative, // parent, doctor: somebody else than who is called
    Extension,
    User,
    Activity,
};

//! The ideas of a heading, a bit each, brought to one form: "Customer mobile no." and "Telefon" are the same set. 0:
//! one of its words is not known, and nothing is said about it.
using Meaning = std::uint64_t;

static_assert(static_cast<unsigned>(Idea::Activity) < 64, "an idea is a bit of a meaning");

constexpr Meaning meaningOf(Idea idea)
{
    return idea == Idea::Nothing ? 0 : Meaning(1) << static_cast<unsigned>(idea);
}
template <typename... Ideas>
constexpr Meaning meaningOf(Idea first, Ideas... more)
{
    return meaningOf(first) | meaningOf(more...);
}

Meaning meaningOf(const QString &heading);

//! "Contact person": where companies are customers, their names are called names as well.
bool namesContact(const QString &heading);

//! How much two meanings that are not the same have in common, from 0 to below 1: "Order date" and "Date" have
//! something, "Fax" and "Phone" have nothing. For meanings that are both known.
double nearness(Meaning variable, Meaning column);

} // namespace callsheet::match
