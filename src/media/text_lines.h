// A text that is written line by line, as playlists and manifests are.
#pragma once

#include <iterator>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace vtp::media {

class TextLines {
 protected:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
    text_.push_back('\n');
  }
  std::string take_text() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace vtp::media
