// Choosing a compressed form by Accept-Encoding (RFC 9110 section 12.5.3).
#pragma once

#include <cstdint>
#include <string_view>

namespace vtp::http {

enum class ContentCoding : std::uint8_t { identity, gzip, brotli };

/// The best coding that the client takes and that we have: by its weight, then brotli before gzip.
ContentCoding choose_coding(std::string_view accept_encoding, bool has_brotli, bool has_gzip);

}  // namespace vtp::http
