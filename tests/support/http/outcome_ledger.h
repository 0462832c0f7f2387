// Which answers of which routes the tests of a program have seen: what a route declares and no test has seen
// on both databases is a failure, and so is what a test has seen and the route does not declare.
//
//   enter_routes(table);                                    // a fixture, for the routes that it calls
//   note_answer(*match.route, "Sqlite", answer.status, answer.body);
//   const auto* const demand = demand_every_outcome({"Users"});  // once in the program, in a file of its own
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "http/route.h"

namespace vtp::testing {

/// From now on these routes count, called or not. Entering a route again changes nothing.
void enter_routes(const http::RouteTable& table);

/// Takes the code of an error from its body. The refusal of a HEAD has no body: its status stands for all
/// errors that the route declares with it. Thread-safe.
void note_answer(const http::Route& route, std::string_view engine, int status, const std::string& body);

/// Looks at the routes with these tags when all tests have passed; not if only some of them ran. Demanded are
/// every status of success, the errors that the route names itself, and those of its shape: no credential, a
/// role that is refused, an id that is none, fields that are missing or wrong. What the checks before every
/// handler can say beyond that is tested with the router and the gate.
::testing::Environment* demand_every_outcome(std::vector<std::string> tags);

}  // namespace vtp::testing
