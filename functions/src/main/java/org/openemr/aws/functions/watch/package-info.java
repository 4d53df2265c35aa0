/** Threat detection and compliance monitoring, which an account has once: what turns them on, and what tells of them. */
package org.openemr.aws.functions.watch;
