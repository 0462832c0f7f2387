// Finds routes by path: a tree with one level per segment, where literal segments come before parameters.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.h"

namespace vtp::http {

class RouteTree {
 public:
  /// The routes of one path, by method.
  using Methods = std::array<const Route*, EnumNames<Method>::names.size()>;

  struct Found {
    const Methods* methods = nullptr;      // null: no route has this path
    std::vector<std::string_view> values;  // of the parameters, from left to right
  };

  explicit RouteTree(const RouteTable& table);
  [[nodiscard]] Found find(std::string_view path) const;

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::unique_ptr<Methods> methods;
  };

  void insert(const Route& route);
  static bool find_below(const Node& node, std::string_view rest, Found& found);

  Node root_;
};

/// The names of a route's parameters, from left to right.
std::vector<std::string_view> parameter_names(std::string_view route_path);

}  // namespace vtp::http
