/** The base of every stack: name, tags, what it leaves behind and how it is cleaned up. */
package org.openemr.aws.constructs.stack;
