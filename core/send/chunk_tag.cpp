#include "core/send/chunk_tag.h"

#include "core/send/batch_page.h"
#include "core/send/wire.h"

#include <QCoreApplication>
#include <QUuid>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

constexpr auto placeholder = "-0000"; // as wide as every number of people that fits into a request
static_assert(wire::mostRecordsPerRequest <= 9999);

QString numberPart(std::size_t people)
{
    return u"-%1"_s.arg(people, 4, 10, QLatin1Char('0'));
}

} // namespace

ChunkTag::ChunkTag(const QString &key)
{
    if (key.isEmpty())
        return;
    m_random = QUuid::createUuid().toString(QUuid::Id128).toLatin1();
    m_member = ',' + wire::quoted(key) + ":\"" + m_random.toStdString() + placeholder + '"';
}

void ChunkTag::appendTo(std::string &record) const
{
    if (!m_member.empty())
        record.insert(record.size() - 1, m_member);
}

void ChunkTag::complete(QByteArray &body, std::size_t people) const
{
    if (!m_random.isEmpty())
        body.replace(m_random + placeholder, m_random + numberPart(people).toLatin1());
}

std::optional<QString> wholeTagOf(const QByteArray &body, const QString &key, std::size_t people)
{
    const auto tag = wire::commonText(body, key);
    return tag && tag->endsWith(numberPart(people)) ? tag : std::nullopt;
}

base::Result<void> checkReferenceKey(const QString &key, const check::CheckInput &input)
{
    if (key.isEmpty())
        return {};
    const match::VariableSet &variables = input.variables;
    match::VariableSet withKey = variables;
    withKey.variables.append({key, key, false, match::VariableType::Text, {}});
    const bool isOfTheService = match::warningsAbout(withKey).size() > match::warningsAbout(variables).size();
    if (!isOfTheService && !key.startsWith(u'$') && !key.contains(u'.') && !key.contains(QChar(u'\0'))
        && variables.indexOf(key) < 0)
        return {};
    return base::Error{base::ErrorKind::InvalidInput,
        QCoreApplication::translate("send",
            "“%1” cannot be the connection's reference key: the service or one of the variables uses it, or it begins "
            "with “$” or contains a dot. Nothing was sent; choose another.")
            .arg(key),
        {}};
}

} // namespace callsheet::send
