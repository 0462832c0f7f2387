#include "rtc/dtls/dtls_session.h"

#include <algorithm>
#include <array>
#include <utility>

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/srtp.h>
#include <openssl/ssl.h>

#include "rtc/evp.h"

namespace vtp::rtc {
namespace {

constexpr long longest_datagram = 1200;  // passes every path that WebRTC uses
constexpr std::string_view exporter_label = "EXTRACTOR-dtls_srtp";
constexpr unsigned an_hour = 3'600'000'000;  // microseconds: OpenSSL's timer is never to expire

// The first byte of records that belong to a handshake.
constexpr std::uint8_t change_cipher_spec_record = 20;
constexpr std::uint8_t handshake_record = 22;

bool is_of_a_handshake(Bytes datagram) {
  return !datagram.empty() && (datagram[0] == change_cipher_spec_record || datagram[0] == handshake_record);
}

std::optional<SrtpProfile> selected_profile(ssl_st* ssl) {
  const auto* const profile = SSL_get_selected_srtp_profile(ssl);
  return profile == nullptr ? std::nullopt : std::optional(static_cast<SrtpProfile>(profile->id));
}

/// RFC 5764 section 4.2: the client's key, the server's, the client's salt, the server's.
DtlsSrtpKeys export_keys(ssl_st* ssl, SrtpProfile profile, DtlsRole role) {
  const auto sizes = sizes_of(profile);
  std::array<std::uint8_t, 2 * (longest_srtp_key + longest_srtp_salt)> material{};
  const auto size = 2 * (sizes.key + sizes.salt);
  evp::require(SSL_export_keying_material(ssl, material.data(), size, exporter_label.data(),
                                          exporter_label.size(), nullptr, 0, 0) == 1);
  ByteReader reader(material);
  SrtpMasterKey client;
  SrtpMasterKey server;
  std::ranges::copy(reader.take(sizes.key), client.key.begin());
  std::ranges::copy(reader.take(sizes.key), server.key.begin());
  std::ranges::copy(reader.take(sizes.salt), client.salt.begin());
  std::ranges::copy(reader.take(sizes.salt), server.salt.begin());
  OPENSSL_cleanse(material.data(), material.size());
  const bool is_client = role == DtlsRole::client;
  return {.profile = profile, .sealing = is_client ? client : server, .opening = is_client ? server : client};
}

class Buffers {
 public:
  explicit Buffers(ssl_st* ssl) : ssl_(ssl) { evp::require(SSL_alloc_buffers(ssl) == 1); }
  ~Buffers() { SSL_free_buffers(ssl_); }
  Buffers(const Buffers&) = delete;
  Buffers& operator=(const Buffers&) = delete;

 private:
  ssl_st* ssl_;
};

}  // namespace

/// How OpenSSL reads and writes: one datagram at a time, which its own memory BIOs would run together.
struct DtlsSession::Bio {
  static DtlsSession& session(BIO* bio) { return *static_cast<DtlsSession*>(BIO_get_data(bio)); }

  static int write(BIO* bio, const char* data, int size) {
    session(bio).flight_.add({reinterpret_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)});
    return size;
  }

  static int read(BIO* bio, char* out, int size) {
    BIO_clear_retry_flags(bio);
    auto& input = session(bio).input_;
    if (input.empty()) {
      BIO_set_retry_read(bio);
      return -1;
    }
    const auto count = std::min(input.size(), static_cast<std::size_t>(size));
    std::ranges::copy(input.first(count), out);
    input = {};
    return static_cast<int>(count);
  }

  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static int create(BIO* bio) {
    BIO_set_init(bio, 1);
    return 1;
  }

  static const BIO_METHOD* method() {
    static BIO_METHOD* const method = [] {
      auto* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "datagrams");
      evp::require(made != nullptr && BIO_meth_set_write(made, write) == 1 &&
                   BIO_meth_set_read(made, read) == 1 && BIO_meth_set_ctrl(made, control) == 1 &&
                   BIO_meth_set_create(made, create) == 1);
      return made;
    }();
    return method;
  }

  /// Asked for everything that OpenSSL has against a certificate, and at last if it has nothing: what counts
  /// is whether it is the promised one.
  static int verify(int, X509_STORE_CTX* store) {
    auto* const ssl =
        static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto& session = *static_cast<DtlsSession*>(SSL_get_app_data(ssl));
    const bool is_expected = session.is_expected(*X509_STORE_CTX_get0_cert(store));
    if (!is_expected) session.failure_ = DtlsFailure::wrong_fingerprint;
    X509_STORE_CTX_set_error(store, is_expected ? X509_V_OK : X509_V_ERR_CERT_UNTRUSTED);
    return is_expected ? 1 : 0;
  }
};

void DtlsSession::Free::operator()(ssl_st* ssl) const {
  SSL_free(ssl);
}

DtlsSession::DtlsSession(const DtlsContext& context, DtlsRole role, std::vector<Fingerprint> peer,
                         Instant now, Options options)
    : role_(role),
      options_(options),
      peer_(std::move(peer)),
      give_up_at_(now + options.handshake_lifetime),
      timeout_(options.first_timeout),
      ssl_(SSL_new(context.native())) {
  auto* const bio = BIO_new(Bio::method());
  evp::require(ssl_ != nullptr && bio != nullptr);
  BIO_set_data(bio, this);
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_app_data(ssl_.get(), this);
  SSL_set_verify(ssl_.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, Bio::verify);
  SSL_set_mtu(ssl_.get(), longest_datagram);
  DTLS_set_timer_cb(ssl_.get(), [](SSL*, unsigned) { return an_hour; });
  if (role == DtlsRole::server) {
    SSL_set_accept_state(ssl_.get());
  } else {
    SSL_set_connect_state(ssl_.get());
    advance(now);
  }
}

DtlsSession::~DtlsSession() = default;

bool DtlsSession::is_expected(const x509_st& certificate) const {
  return std::ranges::any_of(peer_, [&](const Fingerprint& expected) {
    return fingerprint_of(certificate, expected.algorithm) == expected;
  });
}

void DtlsSession::handle(Bytes datagram, Instant now) {
  if (state_ == DtlsState::failed || state_ == DtlsState::closed) return;
  const bool was_connected = state_ == DtlsState::connected;
  input_ = datagram;
  advance(now);
  input_ = {};
  // A peer that is still shaking hands has not had our last flight.
  const bool is_behind = was_connected && state_ == DtlsState::connected && is_of_a_handshake(datagram);
  if (is_behind && !flight_.has_next() && now >= resend_at_) {
    flight_.rewind();
    resend_at_ = now + options_.first_timeout;
  }
}

/// Lets OpenSSL read what there is. If it writes, that is a new flight, with a timer of its own.
void DtlsSession::advance(Instant now) {
  flight_.begin_turn();
  ERR_clear_error();
  if (state_ == DtlsState::connecting) shake_hands();
  if (state_ == DtlsState::connected) read();
  if (state_ == DtlsState::connecting && flight_.has_next()) {
    timeout_ = options_.first_timeout;
    resend_at_ = now + timeout_;
  }
}

void DtlsSession::shake_hands() {
  const int result = SSL_do_handshake(ssl_.get());
  if (result == 1) return on_connected();
  if (SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ)
    fail(failure_ == DtlsFailure::none ? DtlsFailure::protocol : failure_);
}

void DtlsSession::on_connected() {
  const auto profile = selected_profile(ssl_.get());
  if (!profile) return fail(DtlsFailure::no_srtp);
  keys_ = export_keys(ssl_.get(), *profile, role_);
  state_ = DtlsState::connected;
  resend_at_ = {};
}

/// The peer has nothing to tell us over DTLS, but that it goes. For hours nothing comes, and there are many
/// peers: OpenSSL's buffers are here only while it works with them, because it writes into none that it has
/// let go of.
void DtlsSession::read() {
  const Buffers buffers(ssl_.get());
  std::array<char, 2048> ignored;
  int result = 0;
  do result = SSL_read(ssl_.get(), ignored.data(), static_cast<int>(ignored.size()));
  while (result > 0);
  if (SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ) state_ = DtlsState::closed;
}

void DtlsSession::fail(DtlsFailure failure) {
  failure_ = failure;
  state_ = DtlsState::failed;
}

Instant DtlsSession::deadline() const {
  return state_ == DtlsState::connecting ? std::min(resend_at_, give_up_at_) : never;
}

void DtlsSession::on_time(Instant now) {
  if (now < deadline()) return;
  if (now >= give_up_at_) return fail(DtlsFailure::timeout);
  flight_.rewind();
  timeout_ = std::min(timeout_ * 2, options_.longest_timeout);
  resend_at_ = now + timeout_;
}

void DtlsSession::close() {
  if (state_ == DtlsState::connected) {
    flight_.begin_turn();
    const Buffers buffers(ssl_.get());
    SSL_shutdown(ssl_.get());
  }
  if (state_ != DtlsState::failed) state_ = DtlsState::closed;
}

}  // namespace vtp::rtc
