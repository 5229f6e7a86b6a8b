#pragma once

#include <QByteArray>
#include <QIODevice>

namespace callsheet::send {

//! A request body that can be read exactly once. Qt's network manager sends a POST again by itself when the connection
//! drops, unless the body is sequential, refuses reset(), is not buffered (DoNotBufferUploadDataAttribute) and has an
//! explicit length [reliability.md, findings 1 and 2]. It gives nothing until its gate is opened: the network layer
//! connects, and waits.
class OneShotBody final : public QIODevice {
    Q_OBJECT
public:
    explicit OneShotBody(QByteArray body, QObject *parent = nullptr);

    void openGate();

    qint64 taken() const { return m_position; } // bytes handed over so far: the evidence that counts
    qint64 length() const { return m_body.size(); }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_position >= m_body.size(); }
    qint64 bytesAvailable() const override
    {
        return m_isOpen ? m_body.size() - m_position + QIODevice::bytesAvailable() : 0;
    }

Q_SIGNALS:
    //! Once: the connection stands and the first byte is asked for. To be taken up in a later turn of the event loop.
    void wanted();
    void progressed(qint64 taken);

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_body;
    qint64 m_position = 0;
    bool m_isOpen = false;
    bool m_isWanted = false;
};

} // namespace callsheet::send
