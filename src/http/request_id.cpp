#include "http/request_id.h"

#include <atomic>
#include <cstdint>
#include <random>

#include <fmt/format.h>

namespace vtp::http {
namespace {

std::string new_request_id() {
  // Random start, so that the ids of two runs do not meet; an odd step, so that neighbours look different.
  static std::atomic<std::uint64_t> next =
      (std::uint64_t{std::random_device{}()} << 32U) | std::random_device{}();
  return fmt::format("{:016x}", next.fetch_add(0x9E3779B97F4A7C15U, std::memory_order_relaxed));
}

}  // namespace

std::string request_id_from(std::string_view sent) {
  const bool is_well_formed =
      !sent.empty() && sent.size() <= 64 &&
      sent.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") ==
          std::string_view::npos;
  return is_well_formed ? std::string(sent) : new_request_id();
}

}  // namespace vtp::http
