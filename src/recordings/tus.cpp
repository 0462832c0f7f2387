#include "recordings/tus.h"

#include <charconv>
#include <new>

#include <openssl/evp.h>

#include "base/text.h"
#include "base/try.h"

namespace vtp::recordings::tus {
namespace {

/// RFC 4648 section 4, with padding.
std::optional<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  if (text.empty()) return std::string();
  std::string bytes(text.size() / 4 * 3, '\0');
  const auto decoded =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (decoded < 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  bytes.resize(static_cast<std::size_t>(decoded) - padding);
  return bytes;
}

bool is_metadata_key(std::string_view key) {
  for (char c : key)
    if (c <= ' ' || c >= 127) return false;
  return !key.empty();
}

std::size_t digest_size(Algorithm algorithm) {
  return algorithm == Algorithm::sha1 ? 20 : 32;
}

}  // namespace

Result<void> check_version(std::string_view tus_resumable) {
  if (tus_resumable == version) return {};
  return fail(ErrorCode::tus_version_unsupported, "The server speaks tus 1.0.0; send Tus-Resumable: 1.0.0");
}

Result<std::int64_t> parse_number(std::string_view name, std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || number < 0)
    return fail(ErrorCode::invalid_input, std::string(name) + " must be a number of bytes");
  return number;
}

Result<Metadata> parse_metadata(std::string_view text) {
  Metadata metadata;
  if (trim(text).empty()) return metadata;
  for (auto pair : split(text, ',')) {
    pair = trim(pair);
    const auto space = pair.find(' ');
    const auto key = pair.substr(0, space);
    auto value = decode_base64(space == std::string_view::npos ? "" : trim(pair.substr(space)));
    if (!is_metadata_key(key)) return fail(ErrorCode::invalid_input, "Upload-Metadata has a malformed key");
    if (!value || !is_utf8(*value) || value->contains('\0'))
      return fail(ErrorCode::invalid_input, "Upload-Metadata values must be UTF-8 text in base64");
    if (!metadata.emplace(std::string(key), *std::move(value)).second)
      return fail(ErrorCode::invalid_input, "Upload-Metadata has the same key twice");
  }
  return metadata;
}

Result<Checksum> parse_checksum(std::string_view text) {
  const auto space = text.find(' ');
  const auto algorithm = enum_from_text<Algorithm>(text.substr(0, space));
  if (!algorithm) return fail(ErrorCode::invalid_input, "Upload-Checksum must be made with sha1 or sha256");
  auto digest = decode_base64(space == std::string_view::npos ? "" : trim(text.substr(space)));
  if (!digest || digest->size() != digest_size(*algorithm))
    return fail(ErrorCode::invalid_input, "Upload-Checksum must be a digest in base64");
  return Checksum{*algorithm, *std::move(digest)};
}

void Hasher::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

Hasher::Hasher(Algorithm algorithm) : context_(EVP_MD_CTX_new()) {
  const auto* digest = algorithm == Algorithm::sha1 ? EVP_sha1() : EVP_sha256();
  if (!context_ || EVP_DigestInit_ex(context_.get(), digest, nullptr) != 1) throw std::bad_alloc();
}

void Hasher::add(std::string_view bytes) {
  EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
}

std::string Hasher::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(context_.get(), bytes.data(), &size);
  return {bytes.begin(), bytes.begin() + size};
}

Transfer::Transfer(std::int64_t offset, std::int64_t length, std::optional<Checksum> checksum)
    : start_(offset), length_(length), checksum_(std::move(checksum)) {
  if (checksum_) hasher_.emplace(checksum_->algorithm);
}

Result<void> Transfer::add(std::string_view bytes) {
  const auto count = static_cast<std::int64_t>(bytes.size());
  if (is_spoilt_ || count > length_ - start_ - received_) {
    is_spoilt_ = true;
    return fail(ErrorCode::invalid_input, "The upload is shorter than what was sent");
  }
  received_ += count;
  if (hasher_) hasher_->add(bytes);
  return {};
}

Result<std::int64_t> Transfer::finish() {
  if (hasher_ && hasher_->finish() != checksum_->digest)
    return fail(ErrorCode::checksum_mismatch, "The bytes that arrived do not have the announced checksum");
  return start_ + received_;
}

std::int64_t Transfer::abandon() const {
  return is_spoilt_ ? start_ : checkpoint();
}

}  // namespace vtp::recordings::tus
