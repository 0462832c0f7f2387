# The libraries that src/modules.txt names, each as vtp_lib_<name>. All come from Debian packages.
find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(SQLite3 3.38 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(date 3 REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_library(VTP_OPUS opus REQUIRED)
find_path(VTP_LIBAV_HEADERS libavcodec/avcodec.h REQUIRED)

function(vtp_library name)
  add_library(vtp_lib_${name} INTERFACE)
  target_link_libraries(vtp_lib_${name} INTERFACE ${ARGN})
endfunction()

vtp_library(fmt fmt::fmt)
vtp_library(threads Threads::Threads)
vtp_library(openssl OpenSSL::SSL OpenSSL::Crypto)
vtp_library(sqlite3 SQLite::SQLite3)
vtp_library(pq PostgreSQL::PostgreSQL)
vtp_library(boost_json Boost::json)
vtp_library(boost_beast Boost::headers)
vtp_library(zlib ZLIB::ZLIB)
vtp_library(crypt crypt)
vtp_library(tomlplusplus)
vtp_library(opus ${VTP_OPUS})
# Loaded at run time, when it is needed (src/media/codecs/libav.h).
vtp_library(libav_headers ${CMAKE_DL_LIBS})
vtp_library(date_tz date::date-tz)

# Asio's own sources are compiled once, in src/runtime/asio_impl.cpp. Every file that sees Asio must see the same macros:
# objects built with different ones crash when linked together.
vtp_library(boost_asio Boost::headers Threads::Threads)
target_compile_definitions(vtp_lib_boost_asio INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_COROUTINE)
