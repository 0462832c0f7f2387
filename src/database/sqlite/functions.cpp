#include "database/sqlite/functions.h"

#include <sqlite3.h>
#include <string_view>

#include "database/sqlite/failure.h"

namespace vtp::db::sqlite {
namespace {

constexpr int any_count = -1;
constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

bool is_less(sqlite3_value* a, sqlite3_value* b) {
  const bool integers = sqlite3_value_type(a) == SQLITE_INTEGER && sqlite3_value_type(b) == SQLITE_INTEGER;
  return integers ? sqlite3_value_int64(a) < sqlite3_value_int64(b)
                  : sqlite3_value_double(a) < sqlite3_value_double(b);
}

/// The extreme of numbers; nulls do not count, as in PostgreSQL.
template <bool want_greatest>
void extreme(sqlite3_context* context, int count, sqlite3_value** values) {
  sqlite3_value* best = nullptr;
  for (int i = 0; i < count; ++i) {
    if (sqlite3_value_type(values[i]) == SQLITE_NULL) continue;
    if (best == nullptr || (want_greatest ? is_less(best, values[i]) : is_less(values[i], best)))
      best = values[i];
  }
  if (best == nullptr)
    sqlite3_result_null(context);
  else
    sqlite3_result_value(context, best);
}

int compare_bytes(void*, int a_size, const void* a, int b_size, const void* b) {
  const std::string_view first(static_cast<const char*>(a), static_cast<std::size_t>(a_size));
  return first.compare({static_cast<const char*>(b), static_cast<std::size_t>(b_size)});
}

}  // namespace

void add_functions(sqlite3* handle) {
  const auto add = [&](const char* name, auto* function) {
    if (sqlite3_create_function_v2(handle, name, any_count, flags, nullptr, function, nullptr, nullptr,
                                   nullptr) != SQLITE_OK)
      throw_failure(handle, name);
  };
  add("greatest", &extreme<true>);
  add("least", &extreme<false>);
  if (sqlite3_create_collation_v2(handle, "C", SQLITE_UTF8, nullptr, &compare_bytes, nullptr) != SQLITE_OK)
    throw_failure(handle, "collation C");
}

}  // namespace vtp::db::sqlite
