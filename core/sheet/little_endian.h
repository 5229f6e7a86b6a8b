#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace callsheet::sheet {

//! The number at an offset that the caller knows to be inside.
template <typename T>
T littleEndian(std::string_view bytes, std::size_t offset)
{
    static_assert(std::is_unsigned_v<T>);
    T number = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        number = static_cast<T>(number | static_cast<T>(T(static_cast<unsigned char>(bytes[offset + i])) << (8 * i)));
    return number;
}

} // namespace callsheet::sheet
