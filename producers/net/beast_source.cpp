// The compiled part of Beast: the HTTP parser above all. Nothing of ours belongs here.
#include <boost/beast/src.hpp>
