#include "recordings/rights.h"

namespace vtp::recordings {

using enum Right;

std::vector<Right> Rights::list() const {
  std::vector<Right> rights;
  for (std::size_t i = 0; i < EnumNames<Right>::names.size(); ++i)
    if (has(static_cast<Right>(i))) rights.push_back(static_cast<Right>(i));
  return rights;
}

Rights all_rights() {
  return {view, download, edit, analytics, control, share, remove};
}

Rights rights_through(const CourseTie& tie) {
  const bool is_open = tie.is_published && !tie.is_draft;
  switch (tie.role) {
    case courses::CourseRole::admin:
    case courses::CourseRole::instructor:
      return {view, download, edit, analytics, control, share};
    case courses::CourseRole::ta:
      return {view, download, edit, analytics};
    case courses::CourseRole::student:
      if (!is_open) return {};
      return tie.allow_download ? Rights{view, download} : Rights{view};
    case courses::CourseRole::viewer:
      return is_open ? Rights{view} : Rights{};
  }
  return {};
}

Rights rights_through(ShareLevel level) {
  switch (level) {
    case ShareLevel::view:
      return {view};
    case ShareLevel::download:
      return {view, download};
    case ShareLevel::share:
      return {view, download, share};
    case ShareLevel::remove:
      return {view, download, share, remove};
  }
  return {};
}

}  // namespace vtp::recordings
