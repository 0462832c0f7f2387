// Under which names the workers of this process hold jobs, and what a name tells about its bearer.
#pragma once

#include <string>
#include <string_view>

namespace vtp::app {

/// "host:process:part": the host is for people, the process for has_died, the part tells the workers of a
/// process apart.
std::string worker_name(std::string_view part);

/// Was it a worker of this machine whose process has ended for certain? False for workers elsewhere, whom
/// only their leases tell about, and for names of another form.
bool has_died(std::string_view worker);

}  // namespace vtp::app
