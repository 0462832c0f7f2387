#include "http/route_tree.h"

#include <stdexcept>
#include <utility>

#include "base/text.h"

namespace vtp::http {
namespace {

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{') && segment.ends_with('}');
}

/// The segments of a path that begins with a slash; "/" has one empty segment.
std::vector<std::string_view> segments_of(std::string_view path) {
  return split(path.substr(1), '/');
}

}  // namespace

std::vector<std::string_view> parameter_names(std::string_view route_path) {
  std::vector<std::string_view> names;
  for (auto segment : segments_of(route_path))
    if (is_parameter(segment)) names.push_back(segment.substr(1, segment.size() - 2));
  return names;
}

RouteTree::RouteTree(const RouteTable& table) {
  for (const auto& route : table.routes()) insert(*route);
}

void RouteTree::insert(const Route& route) {
  const auto& path = route.spec.path;
  if (!path.starts_with('/')) throw std::logic_error("a route's path must begin with a slash: " + path);
  Node* node = &root_;
  for (auto segment : segments_of(path)) {
    auto& next = is_parameter(segment) ? node->parameter : node->literals[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (!node->methods) node->methods = std::make_unique<Methods>();
  auto& slot = (*node->methods)[std::to_underlying(route.spec.method)];
  if (slot) throw std::logic_error("two routes for " + std::string(to_text(route.spec.method)) + " " + path);
  slot = &route;
}

RouteTree::Found RouteTree::find(std::string_view path) const {
  Found found;
  if (path.starts_with('/')) find_below(root_, path, found);
  return found;
}

/// `rest` begins with the slash before the next segment, or is empty at the end of the path.
bool RouteTree::find_below(const Node& node, std::string_view rest, Found& found) {
  if (rest.empty()) {
    found.methods = node.methods.get();
    return found.methods != nullptr;
  }
  const auto segment = rest.substr(1, rest.find('/', 1) - 1);
  rest.remove_prefix(1 + segment.size());
  if (const auto literal = node.literals.find(segment); literal != node.literals.end())
    if (find_below(*literal->second, rest, found)) return true;
  if (segment.empty() || !node.parameter) return false;
  found.values.push_back(segment);
  if (find_below(*node.parameter, rest, found)) return true;
  found.values.pop_back();
  return false;
}

}  // namespace vtp::http
