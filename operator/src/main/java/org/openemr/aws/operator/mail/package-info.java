/** Mail out: a test, how it stands, and what became of messages. */
package org.openemr.aws.operator.mail;
