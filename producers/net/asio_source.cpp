// The compiled part of Asio. Nothing of ours belongs here: the file exists so that every other
// translation unit sees declarations only.
#include <boost/asio/impl/src.hpp>
