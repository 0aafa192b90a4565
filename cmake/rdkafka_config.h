/* How librdkafka is built here: for Linux with glibc, compiled by clang or gcc, with TLS, SASL (PLAIN,
 * SCRAM) and all compressions. */
#ifndef CARNET_RDKAFKA_CONFIG_H
#define CARNET_RDKAFKA_CONFIG_H

#define SOLIB_EXT ".so"
#define BUILT_WITH "carnet"

#define ENABLE_DEVEL 0
#define ENABLE_REFCNT_DEBUG 0
#define WITHOUT_OPTIMIZATION 0

#define HAVE_ATOMICS_32 1
#define HAVE_ATOMICS_32_ATOMIC 1
#define HAVE_ATOMICS_64 1
#define HAVE_ATOMICS_64_ATOMIC 1
#define ATOMIC_OP(before, after, place, value) \
  __atomic_##before##_##after(place, value, __ATOMIC_SEQ_CST)
#define ATOMIC_OP32 ATOMIC_OP
#define ATOMIC_OP64 ATOMIC_OP

#define HAVE_GETENTROPY 1
#define HAVE_GETRUSAGE 1
#define HAVE_PTHREAD_SETNAME_GNU 1
#define HAVE_RAND_R 1
#define HAVE_REGEX 1
#define HAVE_STRCASESTR 1
#define HAVE_STRERROR_R 1
#define HAVE_STRNDUP 1

/* Not the C library's own: ThreadSanitizer knows the locks of POSIX only. */
#define WITH_C11THREADS 0

#ifdef __x86_64__
#define WITH_CRC32C_HW 1
#endif
#define OPENSSL_SUPPRESS_DEPRECATED
#define WITH_HDRHISTOGRAM 1
#define WITH_LZ4_EXT 1
#define WITH_SASL_OAUTHBEARER 0
#define WITH_SASL_SCRAM 1
#define WITH_SNAPPY 1
#define WITH_SSL 1
#define WITH_SYSLOG 1
#define WITH_ZLIB 1
#define WITH_ZSTD 1

#endif
