// A playlist that is written once and given to every player with their own query in its addresses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vtp::live {

class SharedPlaylist {
 public:
  /// Stands for the query while the text is written.
  static constexpr std::string_view placeholder = "\x1a";

  explicit SharedPlaylist(std::string text);

  [[nodiscard]] std::string with(std::string_view query) const;

 private:
  std::string text_;
  std::vector<std::size_t> places_;  // of the placeholder, ascending
};

}  // namespace vtp::live
