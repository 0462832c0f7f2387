// Who may do what with a recording, asked of every route: api.md section 2.5 as a table.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

using enum http::Method;

struct Row {
  http::Method method;
  std::string_view rest;  // of the path, behind the recording
  std::string_view body;
  /// A letter for each of: administrator, owner, instructor, assistant, student, viewer, stranger. "+" may,
  /// "F" is told that it is forbidden, "N" that there is no such recording.
  std::string_view published;
  std::string_view unpublished;
};

constexpr std::string_view viewing = "++++++N", viewing_unpublished = "++++NNN";
constexpr std::string_view editing = "++++FFN", editing_unpublished = "++++NNN";
constexpr std::string_view controlling = "+++FFFN", controlling_unpublished = "+++FNNN";
constexpr std::string_view owning = "++FFFFN", owning_unpublished = "++FFNNN";

const std::vector<Row> rows{
    {get, "", "", viewing, viewing_unpublished},
    {put, "", R"({"title":"New"})", editing, editing_unpublished},
    {del, "", "", owning, owning_unpublished},
    {post, "/restore", "{}", owning, owning_unpublished},
    {get, "/info", "", viewing, viewing_unpublished},
    {get, "/analytics", "", editing, editing_unpublished},
    {get, "/download", "", editing, editing_unpublished},
    {get, "/download-url", "", editing, editing_unpublished},
    {post, "/media-token", "{}", viewing, viewing_unpublished},
    {post, "/media-token", R"({"level":"download"})", editing, editing_unpublished},
    {post, "/progress", R"({"position":1})", viewing, viewing_unpublished},
    {get, "/stream/master.m3u8", "", viewing, viewing_unpublished},
    {get, "/stream/playlist.m3u8", "", viewing, viewing_unpublished},
    {get, "/stream/manifest.mpd", "", viewing, viewing_unpublished},
    {get, "/stream/720p/playlist.m3u8", "", viewing, viewing_unpublished},
    {get, "/stream/720p/init.mp4", "", viewing, viewing_unpublished},
    {get, "/thumbnail", "", viewing, viewing_unpublished},
    {get, "/storyboard.vtt", "", viewing, viewing_unpublished},
    {get, "/storyboard/0.jpg", "", viewing, viewing_unpublished},
    {post, "/transcode", "{}", controlling, controlling_unpublished},
    {post, "/transcode/quality", "{}", controlling, controlling_unpublished},
    {post, "/transcode/cancel", "{}", controlling, controlling_unpublished},
    {get, "/transcode/progress", "", editing, editing_unpublished},
};

class RightsByRoute : public test::RecordingsApi {
 public:
  /// The letters of everybody, each with a recording of their own to ask for.
  std::string letters(const Row& row, bool is_published) {
    std::string letters;
    for (const auto& who : {admin, teacher, colleague, assistant, student, viewer, stranger}) {
      const auto id = add_recording();
      link(course, id, is_published);
      const auto outcome = call(&who, row.method, path(id, row.rest), std::string(row.body)).outcome();
      letters += outcome == "403 INSUFFICIENT_PERMISSIONS" ? 'F'
                 : outcome == "404 RECORDING_NOT_FOUND"    ? 'N'
                                                           : '+';
    }
    return letters;
  }
};
VTP_ON_BOTH_ENGINES(RightsByRoute);

TEST_P(RightsByRoute, OfAPublishedLecture) {
  for (const auto& row : rows)
    EXPECT_EQ(letters(row, true), row.published) << to_text(row.method) << " " << row.rest << row.body;
}

TEST_P(RightsByRoute, OfAnUnpublishedLecture) {
  for (const auto& row : rows)
    EXPECT_EQ(letters(row, false), row.unpublished) << to_text(row.method) << " " << row.rest << row.body;
}

TEST_P(RightsByRoute, PermanentDeletionIsForAdministratorsAsLongAsItIsNotInTheTrash) {
  const Row row{http::Method::del, "?permanent=true", "", "+FFFFFN", "+FFFNNN"};
  EXPECT_EQ(letters(row, true), row.published);
  EXPECT_EQ(letters(row, false), row.unpublished);
}

}  // namespace
}  // namespace vtp::recordings
