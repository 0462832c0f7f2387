#include "http/tls.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <unistd.h>

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "http/file_response.h"
#include "support/http/raw_client.h"
#include "support/http/test_server.h"

namespace vtp::http {
namespace {

/// A certificate for "localhost" that signs itself, as two files. Each is of another name.
TlsFiles write_certificate(const std::string& name) {
  using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
  using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
  using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const Certificate certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  auto* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), subject);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  const auto base = testing::TempDir() + "tls_test_" + std::to_string(::getpid()) + "_" + name;
  const TlsFiles files{.certificate = base + ".crt", .key = base + ".key"};
  const File certificate_file(std::fopen(files.certificate.c_str(), "w"), std::fclose);
  PEM_write_X509(certificate_file.get(), certificate.get());
  const File key_file(std::fopen(files.key.c_str(), "w"), std::fclose);
  PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return files;
}

/// A blocking client over an ordinary socket.
class TlsClient {
 public:
  explicit TlsClient(std::string_view address, int version = TLS1_3_VERSION)
      : socket_(address), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), ssl_(nullptr, SSL_free) {
    SSL_CTX_set_max_proto_version(context_.get(), version);
    SSL_CTX_set_min_proto_version(context_.get(), version);
    SSL_CTX_set_security_level(context_.get(), 0);
    ssl_.reset(SSL_new(context_.get()));
    static constexpr unsigned char protocols[] = "\x02h2\x08http/1.1";
    SSL_set_alpn_protos(ssl_.get(), protocols, sizeof protocols - 1);
    SSL_set_fd(ssl_.get(), socket_.descriptor());
    is_connected = SSL_connect(ssl_.get()) == 1;
  }

  std::string ask(std::string_view request, std::size_t body_bytes) {
    SSL_write(ssl_.get(), request.data(), static_cast<int>(request.size()));
    std::string answer;
    std::size_t head = std::string::npos;
    while (head == std::string::npos || answer.size() < head + 4 + body_bytes) {
      char bytes[16384];
      const int count = SSL_read(ssl_.get(), bytes, sizeof bytes);
      if (count <= 0) break;
      answer.append(bytes, static_cast<std::size_t>(count));
      if (head == std::string::npos) head = answer.find("\r\n\r\n");
    }
    return answer;
  }

  [[nodiscard]] std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(ssl_.get(), &name, &length);
    return {reinterpret_cast<const char*>(name), length};
  }

  [[nodiscard]] std::string certificate_name() const {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(ssl_.get()),
                                                                  X509_free);
    char name[64] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name);
    return name;
  }

  bool is_connected = false;

 private:
  RawClient socket_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
};

class Tls : public testing::Test {
 protected:
  Tls() {
    content_ = std::string(3'000'000, 'a');
    for (std::size_t i = 0; i < content_.size(); i += 7) content_[i] = static_cast<char>(i);
    std::ofstream(path_, std::ios::binary) << content_;
    server_.routes.add_raw<json::Nothing>(
        {.path = "/file"}, [this](const Request& request, const json::Nothing&) -> Result<Response> {
          return file_response(request, path_, {});
        });
    server_.options.listen_tls = {"127.0.0.1:0"};
    server_.options.tls = files_;
    server_.start();
  }
  ~Tls() override {
    server_.stop();
    for (const auto& path : {path_, files_.certificate, files_.key}) std::filesystem::remove(path);
  }

  TlsFiles files_ = write_certificate("first");
  std::filesystem::path path_ = testing::TempDir() + "tls_test_file_" + std::to_string(::getpid());
  std::string content_;
  TestServer server_;
};

TEST_F(Tls, ServesRequestsAndFiles) {
  TlsClient client(server_.address(1));
  ASSERT_TRUE(client.is_connected);
  EXPECT_EQ(client.protocol(), "http/1.1");
  for (int i = 0; i < 2; ++i) {
    const auto answer = client.ask("GET /file HTTP/1.1\r\nHost: h\r\n\r\n", content_.size());
    EXPECT_TRUE(answer.contains("Strict-Transport-Security: max-age="));
    EXPECT_TRUE(answer.substr(answer.find("\r\n\r\n") + 4) == content_);
  }
  const auto part = client.ask("GET /file HTTP/1.1\r\nHost: h\r\nRange: bytes=100-199\r\n\r\n", 100);
  EXPECT_TRUE(part.ends_with("\r\n\r\n" + content_.substr(100, 100)));
}

TEST_F(Tls, TakesVersion12AndNothingOlder) {
  EXPECT_TRUE(TlsClient(server_.address(1), TLS1_2_VERSION).is_connected);
  EXPECT_FALSE(TlsClient(server_.address(1), TLS1_1_VERSION).is_connected);
}

TEST_F(Tls, ClearTextOnTheTlsPortHurtsNobody) {
  RawClient client(server_.address(1));
  client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_FALSE(client.receive());
  EXPECT_TRUE(TlsClient(server_.address(1)).is_connected);
}

TEST_F(Tls, CertificatesAreReadAgainForNewConnections) {
  TlsClient before(server_.address(1));
  EXPECT_EQ(before.certificate_name(), "first");
  const auto second = write_certificate("second");
  std::filesystem::rename(second.certificate, files_.certificate);
  std::filesystem::rename(second.key, files_.key);
  ASSERT_TRUE(server_.server().reload_certificates());
  EXPECT_EQ(TlsClient(server_.address(1)).certificate_name(), "second");
  std::ofstream(files_.key) << "no key";
  EXPECT_FALSE(server_.server().reload_certificates());
  EXPECT_EQ(TlsClient(server_.address(1)).certificate_name(), "second");
  EXPECT_TRUE(before.ask("GET /none HTTP/1.1\r\nHost: h\r\n\r\n", 0).starts_with("HTTP/1.1 404"));
}

TEST(TlsContext, FilesThatDoNotFitAreTold) {
  EXPECT_FALSE(TlsContext::load({.certificate = "/none.crt", .key = "/none.key"}));
  const auto one = write_certificate("one");
  const auto other = write_certificate("other");
  EXPECT_TRUE(TlsContext::load(one));
  EXPECT_FALSE(TlsContext::load({.certificate = one.certificate, .key = other.key}));
  for (const auto& path : {one.certificate, one.key, other.certificate, other.key})
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace vtp::http
