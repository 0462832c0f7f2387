// Asio's own sources, compiled once for the program.
#include <boost/asio/impl/src.hpp>
