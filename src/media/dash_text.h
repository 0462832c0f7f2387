// Pieces of text that DASH manifests have in common (ISO/IEC 23009-1).
#pragma once

#include <string>
#include <string_view>

namespace vtp::media {

/// "?" and a query inside a template, where "$" is a mark of its own (section 5.3.9.4.4). Empty for none.
std::string dash_template_query(std::string_view query);

/// Rates such as 29.97 are fractions over 1001; attributes take whole numbers and fractions only.
std::string dash_rate(double rate);

}  // namespace vtp::media
