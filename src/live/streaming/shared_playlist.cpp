#include "live/streaming/shared_playlist.h"

#include <utility>

namespace vtp::live {

SharedPlaylist::SharedPlaylist(std::string text) : text_(std::move(text)) {
  for (auto at = text_.find(placeholder); at != std::string::npos; at = text_.find(placeholder, at + 1))
    places_.push_back(at);
}

std::string SharedPlaylist::with(std::string_view query) const {
  std::string text;
  text.reserve(text_.size() + places_.size() * query.size());
  std::size_t begin = 0;
  for (const auto place : places_) {
    text.append(text_, begin, place - begin).append(query);
    begin = place + placeholder.size();
  }
  return text.append(text_, begin);
}

}  // namespace vtp::live
