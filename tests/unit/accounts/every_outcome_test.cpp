// What the routes of accounts declare must have been seen by a test.
#include "support/accounts/api_fixture.h"
#include "support/http/outcome_ledger.h"

namespace vtp::testing {
namespace {

const std::vector<std::string> tags{"Authentication", "Account", "Users"};
const auto* const demand = demand_every_outcome(tags);

class EveryRoute : public AccountsApi {};
VTP_ON_BOTH_ENGINES(EveryRoute);

TEST_P(EveryRoute, RefusesWhatIsWrongByItsShape) {
  sweep_routes(tags);
}

}  // namespace
}  // namespace vtp::testing
