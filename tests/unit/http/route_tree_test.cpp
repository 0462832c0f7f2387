#include "http/route_tree.h"

#include <stdexcept>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::http {
namespace {

void add(RouteTable& table, std::string path, Method method = Method::get) {
  table.add_streamed({.method = method, .path = std::move(path)},
                     [](const Request&) -> Result<std::unique_ptr<BodySink>> { return nullptr; });
}

std::string pattern_of(const RouteTree& tree, std::string_view path) {
  const auto found = tree.find(path);
  return found.methods ? (*found.methods)[0]->spec.path : "none";
}

TEST(RouteTree, LiteralsWinAndParametersCatchTheRest) {
  RouteTable table;
  for (const auto* path : {"/", "/a/{x}", "/a/b", "/a/{x}/c", "/{y}/b/d"}) add(table, path);
  const RouteTree tree(table);
  EXPECT_EQ(pattern_of(tree, "/"), "/");
  EXPECT_EQ(pattern_of(tree, "/a/b"), "/a/b");
  EXPECT_EQ(pattern_of(tree, "/a/z"), "/a/{x}");
  EXPECT_EQ(pattern_of(tree, "/a/b/c"), "/a/{x}/c");
  EXPECT_EQ(pattern_of(tree, "/a/b/d"), "/{y}/b/d");
  for (const auto* path : {"", "a", "/a", "/a/", "/a//c", "/a/b/", "//", "/a/b/c/d"})
    EXPECT_EQ(pattern_of(tree, path), "none") << path;
}

TEST(RouteTree, TheSameRouteTwiceIsAMistake) {
  RouteTable table;
  add(table, "/a/{x}");
  add(table, "/a/{x}", Method::put);
  EXPECT_NO_THROW(RouteTree{table});
  add(table, "/a/{y}");
  EXPECT_THROW(RouteTree{table}, std::logic_error);
}

std::string text_of(const std::vector<std::string>& segments) {
  std::string path;
  for (const auto& segment : segments) path += "/" + segment;
  return path;
}

RC_GTEST_PROP(RouteTreeProperty, APathFindsARouteOfItsShape, ()) {
  const auto segment = rc::gen::elementOf(std::vector<std::string>{"a", "b", "{p}"});
  const auto paths = *rc::gen::unique<std::vector<std::vector<std::string>>>(
      rc::gen::resize(4, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(segment))));
  RouteTable table;
  for (const auto& path : paths) add(table, text_of(path));
  const RouteTree tree(table);
  const auto asked = *rc::gen::resize(4, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
                                             rc::gen::elementOf(std::vector<std::string>{"a", "b", "z"}))));
  const auto fits = [&](const std::vector<std::string>& path) {
    if (path.size() != asked.size()) return false;
    for (std::size_t i = 0; i < path.size(); ++i)
      if (path[i] != "{p}" && path[i] != asked[i]) return false;
    return true;
  };
  const auto found = pattern_of(tree, text_of(asked));
  if (found == "none") {
    for (const auto& path : paths) RC_ASSERT(!fits(path));
    return;
  }
  bool is_one_that_fits = false;
  for (const auto& path : paths)
    is_one_that_fits = is_one_that_fits || (text_of(path) == found && fits(path));
  RC_ASSERT(is_one_that_fits);
}

}  // namespace
}  // namespace vtp::http
