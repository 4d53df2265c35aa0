/** OpenEMR's own APIs: clients, tokens and calls. */
package org.openemr.aws.operator.api;
