// The word that lets students into a course of policy `key`. Only a salted hash of it is stored.
#pragma once

#include <string>
#include <string_view>

namespace vtp::courses {

/// A new salt each time: "<salt>$<hex of SHA-256 of salt and key>".
std::string hash_enrollment_key(std::string_view key);

bool matches_enrollment_key(std::string_view stored_hash, std::string_view key);

}  // namespace vtp::courses
