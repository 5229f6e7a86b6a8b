#include "ui/session/remembered.h"

#include "core/base/atomic_file.h"
#include "core/base/logging.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtConcurrent>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRecent = 10;
constexpr qint64 mostBytes = 1024 * 1024; // more was never written by this program

QStringList toList(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array)
        list.append(entry.toString());
    return list;
}

Memory read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray content = file.read(mostBytes + 1);
    if (content.size() > mostBytes)
        return {};
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    Memory memory;
    memory.recentFiles = toList(object["recentFiles"_L1]);
    memory.recentVariableSets = toList(object["recentVariableSets"_L1]);
    if (object["defaultCountry"_L1].isString())
        memory.defaultCountry = object["defaultCountry"_L1].toString();
    if (object["phoneWriting"_L1].toString() == "withPlus"_L1)
        memory.phoneWriting = check::PhoneWriting::WithPlus;
    memory.connection = object["connection"_L1].toString();
    memory.waitsForErrors = object["waitsForErrors"_L1].toBool();
    memory.geometry = QByteArray::fromBase64(object["geometry"_L1].toString().toLatin1());
    memory.sidebar = object["sidebar"_L1].toBool(true);
    memory.practicePanel = object["practicePanel"_L1].toBool();
    memory.docks = QByteArray::fromBase64(object["docks"_L1].toString().toLatin1());
    memory.tourOffered = object["tourOffered"_L1].toBool();
    return memory;
}

QByteArray toJson(const Memory &memory)
{
    QJsonObject object{
        {u"recentFiles"_s, QJsonArray::fromStringList(memory.recentFiles)},
        {u"recentVariableSets"_s, QJsonArray::fromStringList(memory.recentVariableSets)},
        {u"phoneWriting"_s, memory.phoneWriting == check::PhoneWriting::WithPlus ? u"withPlus"_s : u"digitsOnly"_s},
        {u"connection"_s, memory.connection},
        {u"waitsForErrors"_s, memory.waitsForErrors},
        {u"geometry"_s, QString::fromLatin1(memory.geometry.toBase64())},
        {u"sidebar"_s, memory.sidebar},
        {u"practicePanel"_s, memory.practicePanel},
        {u"docks"_s, QString::fromLatin1(memory.docks.toBase64())},
        {u"tourOffered"_s, memory.tourOffered},
    };
    if (memory.defaultCountry)
        object.insert(u"defaultCountry"_s, *memory.defaultCountry);
    return QJsonDocument(object).toJson();
}

void write(const QString &path, const QByteArray &content)
{
    if (const auto written = base::writeFileAtomically(path, content); !written)
        qCInfo(lcUi) << "the window's memory was not written:" << written.error().detail;
}

void moveToFront(QStringList &list, const QString &entry)
{
    list.removeAll(entry);
    list.prepend(entry);
    while (list.size() > mostRecent)
        list.removeLast();
}

} // namespace

Remembered::Remembered(const base::Profile &profile)
    : m_path(profile.path(u"window.json"_s))
    , m_memory(read(m_path))
{
    m_writer.setMaxThreadCount(1);
}

void Remembered::change(const Memory &memory)
{
    if (memory == m_memory)
        return;
    m_memory = memory;
    // Nobody waits for it; the pool finishes it before this object goes.
    auto written = QtConcurrent::run(&m_writer, &write, m_path, toJson(m_memory));
    Q_UNUSED(written)
}

void Remembered::addFile(const QString &path)
{
    Memory next = m_memory;
    moveToFront(next.recentFiles, path);
    change(next);
}

void Remembered::forgetFile(const QString &path)
{
    Memory next = m_memory;
    next.recentFiles.removeAll(path);
    change(next);
}

void Remembered::addVariableSet(const QString &path)
{
    Memory next = m_memory;
    moveToFront(next.recentVariableSets, path);
    change(next);
}

void Remembered::forgetVariableSet(const QString &path)
{
    Memory next = m_memory;
    next.recentVariableSets.removeAll(path);
    change(next);
}

} // namespace callsheet::ui
