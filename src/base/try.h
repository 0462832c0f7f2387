// Early return for Result: the one thing that neither a template nor a table can do.
#pragma once

#include <utility>

#define VTP_JOIN_INNER(a, b) a##b
#define VTP_JOIN(a, b) VTP_JOIN_INNER(a, b)

/// `VTP_TRY(auto course, find(id));` declares `course`, or returns the error of `find`.
#define VTP_TRY(declaration, ...)                                                                           \
  auto VTP_JOIN(result_, __LINE__) = (__VA_ARGS__);                                                         \
  if (!VTP_JOIN(result_, __LINE__)) return std::unexpected(std::move(VTP_JOIN(result_, __LINE__)).error()); \
  declaration = *std::move(VTP_JOIN(result_, __LINE__))

/// `VTP_CHECK(may_edit(user));` goes on if the Result<void> holds, or returns its error.
#define VTP_CHECK(...)                                    \
  if (auto check_result_ = (__VA_ARGS__); !check_result_) \
  return std::unexpected(std::move(check_result_).error())
