// Field types that say in the type how a value looks in JSON.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace vtp::json {

/// A field of a PUT body: absent leaves the stored value, null clears it, a value replaces it.
template <class T>
class Patch {
 public:
  Patch() = default;
  Patch(T value) : present_(true), value_(std::move(value)) {}
  static Patch null() {
    Patch patch;
    patch.present_ = true;
    return patch;
  }

  [[nodiscard]] bool is_present() const { return present_; }
  /// What to store; only of meaning when present.
  [[nodiscard]] const std::optional<T>& value() const { return value_; }
  /// Replaces `stored` if the client said anything about it.
  void apply_to(std::optional<T>& stored) const {
    if (present_) stored = value_;
  }

 private:
  bool present_ = false;
  std::optional<T> value_;
};

/// A field of an answer that is left out (not null) when there is nothing to say.
template <class T>
struct Omittable {
  std::optional<T> value;
  Omittable() = default;
  Omittable(T v) : value(std::move(v)) {}
};

/// A JSON object kept as its text, e.g. `metadata` or `settings`.
struct Raw {
  std::string text = "{}";
};

/// 0 to 100 or a score, rounded half away from zero to two decimals when written and only then.
struct Percent {
  double value = 0;
};

/// No body, no query, no answer.
struct Nothing {};

}  // namespace vtp::json
