#include "http/file_response.h"

#include <fstream>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "base/time.h"

namespace vtp::http {
namespace {

class FileResponse : public testing::Test {
 protected:
  FileResponse() { std::ofstream(path_) << "0123456789"; }
  ~FileResponse() override { std::filesystem::remove(path_); }

  Response ask(std::vector<std::pair<std::string, std::string>> fields, Method method = Method::get) {
    Request request;
    request.method = method;
    for (auto& [name, value] : fields) request.headers.add(name, value);
    return file_response(request, path_, {.content_type = "video/mp4"}).value();
  }

  static const FilePiece& piece(const Response& response) { return std::get<FilePiece>(response.body.at(0)); }

  std::filesystem::path path_ = testing::TempDir() + "file_response_" + std::to_string(::getpid());
};

TEST_F(FileResponse, AWholeFileTellsItsVersionAndLength) {
  const auto response = ask({});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_length(), 10U);
  EXPECT_EQ(response.headers.get("Accept-Ranges"), "bytes");
  EXPECT_EQ(response.headers.get("Content-Type"), "video/mp4");
  EXPECT_TRUE(response.headers.get("ETag").starts_with('"'));
  EXPECT_TRUE(parse_http_date(response.headers.get("Last-Modified")));
  EXPECT_FALSE(response.headers.has("Content-Disposition"));
}

TEST_F(FileResponse, ARangeIsPartial) {
  const auto response = ask({{"Range", "bytes=2-4"}});
  EXPECT_EQ(response.status, 206);
  EXPECT_EQ(response.headers.get("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(piece(response).offset, 2U);
  EXPECT_EQ(piece(response).length, 3U);
}

TEST_F(FileResponse, RangesCountForGetOnly) {
  EXPECT_EQ(ask({{"Range", "bytes=2-4"}}, Method::head).status, 200);
}

TEST_F(FileResponse, ARangeBeyondTheEndIs416WithTheSize) {
  const auto response = ask({{"Range", "bytes=10-"}});
  EXPECT_EQ(response.status, 416);
  EXPECT_EQ(response.headers.get("Content-Range"), "bytes */10");
}

TEST_F(FileResponse, SeveralRangesAreTheWholeFile) {
  const auto response = ask({{"Range", "bytes=0-1,4-5"}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_length(), 10U);
}

TEST_F(FileResponse, IfRangeWithAnotherVersionMakesTheWholeFile) {
  const auto full = ask({});
  const std::string etag(full.headers.get("ETag"));
  const std::string date(full.headers.get("Last-Modified"));
  EXPECT_EQ(ask({{"Range", "bytes=0-1"}, {"If-Range", etag}}).status, 206);
  EXPECT_EQ(ask({{"Range", "bytes=0-1"}, {"If-Range", date}}).status, 206);
  EXPECT_EQ(ask({{"Range", "bytes=0-1"}, {"If-Range", "\"other\""}}).status, 200);
  EXPECT_EQ(ask({{"Range", "bytes=0-1"}, {"If-Range", "W/" + etag}}).status, 200);
  EXPECT_EQ(ask({{"Range", "bytes=0-1"}, {"If-Range", "Sun, 06 Nov 1994 08:49:37 GMT"}}).status, 200);
}

TEST_F(FileResponse, ConditionsComeBeforeRanges) {
  const auto full = ask({});
  const std::string etag(full.headers.get("ETag"));
  EXPECT_EQ(ask({{"If-None-Match", etag}, {"Range", "bytes=0-1"}}).status, 304);
  EXPECT_EQ(ask({{"If-None-Match", "*"}}).status, 304);
  EXPECT_EQ(ask({{"If-Modified-Since", std::string(full.headers.get("Last-Modified"))}}).status, 304);
  EXPECT_EQ(ask({{"If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"}}).status, 200);
}

TEST_F(FileResponse, IfNoneMatchDecidesAloneWhereItIsSent) {
  const std::string date(ask({}).headers.get("Last-Modified"));
  EXPECT_EQ(ask({{"If-None-Match", "\"other\""}, {"If-Modified-Since", date}}).status, 200);
}

TEST_F(FileResponse, WhatIsNoRegularFileIsNotFound) {
  const Request request;
  EXPECT_FALSE(file_response(request, path_.string() + ".none", {}));
  EXPECT_FALSE(file_response(request, path_.parent_path(), {}));
  const auto pipe = path_.string() + ".pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_FALSE(file_response(request, pipe, {}));
  std::filesystem::remove(pipe);
}

TEST(AttachmentDisposition, SpellsAnyName) {
  EXPECT_EQ(attachment_disposition("a b.mp4"),
            "attachment; filename=\"a b.mp4\"; filename*=UTF-8''a%20b.mp4");
  EXPECT_EQ(attachment_disposition("\"x\"\r\n\xD8\xB4"),
            "attachment; filename=\"_x_____\"; filename*=UTF-8''%22x%22%0D%0A%D8%B4");
}

}  // namespace
}  // namespace vtp::http
