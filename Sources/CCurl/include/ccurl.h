/// libcurl as Swift can call it: `curl_easy_setopt` takes its last argument by C's varargs, which Swift has not.
#pragma once
#include <curl/curl.h>
#include <stddef.h>

typedef size_t (*ccurl_transfer)(char *bytes, size_t size, size_t count, void *context);

CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *text);
CURLcode ccurl_set_number(CURL *handle, CURLoption option, long number);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *list);
/// Where the bytes to send come from.
CURLcode ccurl_set_source(CURL *handle, ccurl_transfer read, void *context);
/// Where the server's replies go, a line a call.
CURLcode ccurl_set_replies(CURL *handle, ccurl_transfer write, void *context);
/// The code of the server's last reply; 0 if there was none.
long ccurl_reply_code(CURL *handle);
/// Once, before anything else and from any thread.
CURLcode ccurl_begin(void);
