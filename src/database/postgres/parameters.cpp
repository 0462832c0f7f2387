#include "database/postgres/parameters.h"

#include <array>
#include <charconv>

#include "database/database.h"

namespace vtp::db::postgres {
namespace {

constexpr int as_text = 0;
constexpr int as_binary = 1;

template <class Number>
std::string spell(Number number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), end};
}

}  // namespace

Parameters::Parameters(const std::vector<Value>& values) {
  pointers_.reserve(values.size());
  for (const auto& value : values) add(value);
}

void Parameters::add(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return add_text(*text);
  if (const auto* bytes = std::get_if<Bytes>(&value)) return add_binary(*bytes);
  if (const auto* integer = std::get_if<std::int64_t>(&value))
    return add_text(spelt_out_.emplace_back(spell(*integer)));
  if (const auto* real = std::get_if<double>(&value)) return add_text(spelt_out_.emplace_back(spell(*real)));
  pointers_.push_back(nullptr);
  lengths_.push_back(0);
  formats_.push_back(as_text);
}

void Parameters::add_text(const std::string& text) {
  if (text.contains('\0'))
    throw StatementFailed{StatementFailed::Kind::other, "a text parameter contains a NUL character"};
  pointers_.push_back(text.c_str());
  lengths_.push_back(static_cast<int>(text.size()));
  formats_.push_back(as_text);
}

void Parameters::add_binary(const Bytes& bytes) {
  static constexpr char nothing = 0;  // an empty value needs an address, too: without one it would be null
  pointers_.push_back(bytes.empty() ? &nothing
                                    : static_cast<const char*>(static_cast<const void*>(bytes.data())));
  lengths_.push_back(static_cast<int>(bytes.size()));
  formats_.push_back(as_binary);
}

}  // namespace vtp::db::postgres
