// TLS by OpenSSL on the socket itself (no memory buffers in between).
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "base/error.h"
#include "http/transport.h"

// OpenSSL's own names.
struct ssl_ctx_st;

namespace vtp::http {

struct TlsFiles {
  std::filesystem::path certificate;  // PEM: the server's certificate, then those of its issuers
  std::filesystem::path key;          // PEM, unencrypted
};

class TlsContext {
 public:
  /// Fails with a message for operators if the files do not make a certificate with its key.
  static Result<std::unique_ptr<TlsContext>> load(const TlsFiles& files);

  /// Reads the files again for connections to come. The old certificate stays if that fails. Thread-safe.
  Result<void> reload();

  /// The server's side of a new connection; nullptr without memory. Thread-safe.
  [[nodiscard]] std::unique_ptr<Transport> accept(int socket) const;

 private:
  explicit TlsContext(TlsFiles files) : files_(std::move(files)) {}

  const TlsFiles files_;
  mutable std::mutex mutex_;
  std::shared_ptr<ssl_ctx_st> context_;
};

}  // namespace vtp::http
