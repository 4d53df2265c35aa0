/** Mail: credentials for sending, the rule set for receiving, and the forwarder. */
package org.openemr.aws.functions.mail;
