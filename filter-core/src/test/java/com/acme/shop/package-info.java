/** A webapp that was there before: it imports nothing of Signet, and finds it in WEB-INF/lib. */
package com.acme.shop;
