#include "http/tls.h"

#include <algorithm>
#include <array>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace vtp::http {
namespace {

using Context = std::shared_ptr<SSL_CTX>;

constexpr std::array<unsigned char, 9> offered_protocol{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

/// A peer that shares no protocol with us goes on without one (RFC 7301 would let us refuse; old clients name
/// odd ones).
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_length,
                    const unsigned char* offered, unsigned offered_length, void*) {
  unsigned char* selected = nullptr;
  const int result = SSL_select_next_proto(&selected, chosen_length, offered_protocol.data(),
                                           offered_protocol.size(), offered, offered_length);
  *chosen = selected;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

std::unexpected<Error> tls_failure(const std::string& what) {
  std::array<char, 256> reason{};
  ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
  ERR_clear_error();
  return fail(ErrorCode::validation_failed, what + ": " + reason.data());
}

Result<Context> make_context(const TlsFiles& files) {
  ERR_clear_error();
  Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context) return tls_failure("TLS cannot be set up");
  auto* raw = context.get();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                               SSL_OP_IGNORE_UNEXPECTED_EOF);
  // Forward secrecy and authenticated encryption only; TLS 1.3 has nothing else anyway.
  SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_mode(
      raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
  if (SSL_CTX_use_certificate_chain_file(raw, files.certificate.c_str()) != 1)
    return tls_failure("The TLS certificate " + files.certificate.string() + " cannot be used");
  if (SSL_CTX_use_PrivateKey_file(raw, files.key.c_str(), SSL_FILETYPE_PEM) != 1)
    return tls_failure("The TLS key " + files.key.string() + " cannot be used");
  if (SSL_CTX_check_private_key(raw) != 1)
    return tls_failure("The TLS key does not belong to the certificate");
  return context;
}

class TlsTransport final : public Transport {
 public:
  explicit TlsTransport(SSL* ssl) : ssl_(ssl, SSL_free) { SSL_set_accept_state(ssl); }

  Transfer read(std::span<char> into) override {
    std::size_t count = 0;
    ERR_clear_error();
    return outcome(SSL_read_ex(ssl_.get(), into.data(), into.size(), &count), count);
  }

  Transfer write(std::string_view bytes, bool) override {
    std::size_t count = 0;
    ERR_clear_error();
    return outcome(SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &count), count);
  }

  Transfer write_file(int file, std::uint64_t offset, std::uint64_t length) override {
    // One for each thread: what is not taken is read again from the same place next time.
    static thread_local std::vector<char> buffer(file_buffer_bytes);
    const auto wanted = std::min<std::uint64_t>(length, buffer.size());
    const auto count = ::pread(file, buffer.data(), wanted, static_cast<off_t>(offset));
    if (count <= 0) return {.outcome = Transfer::Outcome::broken};
    return write({buffer.data(), static_cast<std::size_t>(count)}, true);
  }

  void finish_writing() override {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
  }

 private:
  static constexpr std::size_t file_buffer_bytes = 128UL * 1024;

  Transfer outcome(int result, std::size_t count) {
    using enum Transfer::Outcome;
    if (result == 1) return {.outcome = some, .bytes = count};
    switch (SSL_get_error(ssl_.get(), result)) {
      case SSL_ERROR_WANT_READ:
        return {.outcome = wants_read};
      case SSL_ERROR_WANT_WRITE:
        return {.outcome = wants_write};
      case SSL_ERROR_ZERO_RETURN:
        return {.outcome = ended};
      default:
        return {.outcome = broken};
    }
  }

  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
};

}  // namespace

Result<std::unique_ptr<TlsContext>> TlsContext::load(const TlsFiles& files) {
  std::unique_ptr<TlsContext> context(new TlsContext(files));
  if (auto loaded = context->reload(); !loaded) return std::unexpected(std::move(loaded).error());
  return context;
}

Result<void> TlsContext::reload() {
  auto fresh = make_context(files_);
  if (!fresh) return std::unexpected(std::move(fresh).error());
  const std::scoped_lock lock(mutex_);
  context_ = *std::move(fresh);
  return {};
}

std::unique_ptr<Transport> TlsContext::accept(int socket) const {
  Context context;
  {
    const std::scoped_lock lock(mutex_);
    context = context_;
  }
  SSL* ssl = SSL_new(context.get());
  if (!ssl) return nullptr;
  auto transport = std::make_unique<TlsTransport>(ssl);
  if (SSL_set_fd(ssl, socket) != 1) return nullptr;
  return transport;
}

}  // namespace vtp::http
