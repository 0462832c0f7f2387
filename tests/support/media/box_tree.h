// Boxes of files as text, for golden tests.
#pragma once

#include <string>
#include <string_view>

namespace vtp::media::test {

/// A line a box: its name, indented by its depth, and its size.
std::string box_tree(std::string_view bytes);

}  // namespace vtp::media::test
