/** The application: settings to stacks in dependency order, and the compliance packs over all of them. */
package org.openemr.aws.app;
